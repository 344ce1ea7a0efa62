package io.cpqoms.messaging;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.values.Actor;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
class OutboxIT {

    private static final String TOPIC = "cpq.workflow.events.v1";
    private static final String KEY = "acme:process:";

    @Inject
    LedgerCommands commands;

    @Inject
    Outbox outbox;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    @Tag("OUT-01")
    void publishesWhatCommittedAndNothingElse() {
        String account = UUID.randomUUID().toString();

        UUID committed = commands.change(account, Duration.ZERO);
        commands.changeInVain(account, Duration.ZERO);

        await().until(() -> messageIds(account).contains(committed.toString()));
        commands.change(account, Duration.ZERO);
        await().until(() -> versions(account).size() == 2);
        assertThat(versions(account)).containsExactly(1L, 2L);
    }

    @Test
    void refusesToAppendOutsideATransaction() {
        assertThatThrownBy(() -> outbox.append(commands.event("outside", 1, "none")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("@Transactional");
    }

    @Test
    @Tag("TOP-09")
    void failsTheCommandWhenTheEventBreaksItsSchema() {
        String account = UUID.randomUUID().toString();
        NewEvent invalid = commands.event(account, 1, "");

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> outbox.append(invalid)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/outcome");
        assertThat(database().number("select count(*) from outbox_message where aggregate_id = ?", account))
                .isZero();
    }

    @Test
    void refusesATopicThatTheRegistryGivesToAnotherService() {
        NewEvent event = NewEvent.of("OrderCompleted", 1)
                .onTopic("cpq.order.events.v1")
                .tenant("acme")
                .aggregate("order", "x", 1)
                .occurredAt(Instant.now())
                .correlation(UUID.randomUUID())
                .causation(UUID.randomUUID())
                .actor(Actor.user("tester"))
                .payload(json.createObjectNode());

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> outbox.append(event)))
                .hasMessageContaining("workflow-bridge may not write to cpq.order.events.v1");
    }

    /** Long and short transactions that overlap, some rolled back, beside one that stays open all the time. */
    @Test
    @Tag("OUT-02")
    void keepsCommitOrderPerAggregateUnderAdversarialTransactions() throws Exception {
        Random random = new Random(20_261_121);
        List<String> accounts = LongStream.range(0, 12)
                .mapToObj(i -> "adversary-" + UUID.randomUUID())
                .toList();
        List<Callable<String>> changes = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            String account = accounts.get(random.nextInt(accounts.size()));
            Duration thinking = random.nextInt(10) == 0 ? Duration.ofMillis(random.nextInt(120)) : Duration.ZERO;
            boolean commit = random.nextInt(8) != 0;
            changes.add(() -> {
                if (commit) {
                    commands.change(account, thinking);
                } else {
                    commands.changeInVain(account, thinking);
                }
                return account;
            });
        }

        try (ExecutorService bystander = Executors.newSingleThreadExecutor();
                ExecutorService workers = Executors.newFixedThreadPool(12)) {
            Future<UUID> open =
                    bystander.submit(() -> commands.change("bystander-" + UUID.randomUUID(), Duration.ofSeconds(4)));
            for (Future<String> change : workers.invokeAll(changes)) {
                change.get();
            }
            open.get();
        }

        await().untilAsserted(() -> {
            Map<String, List<Long>> published = versions(accounts);
            for (String account : accounts) {
                long committed = database().number("select version from ledger_account where id = ?", account);
                assertThat(published.getOrDefault(account, List.of()))
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, committed).boxed().toList());
            }
        });
    }

    @Test
    @Tag("OUT-02")
    void anotherSessionTakesOverWhenTheRelayLosesIts() {
        String account = UUID.randomUUID().toString();
        commands.change(account, Duration.ZERO);
        await().until(() -> versions(account).size() == 1);

        Rows sessions = database();
        sessions.query(
                "select pg_terminate_backend(pid) from pg_stat_activity where application_name like '%outbox relay'");
        commands.change(account, Duration.ZERO);

        await().until(() -> versions(account).size() == 2);
        assertThat(versions(account)).containsExactly(1L, 2L);
    }

    /** Another instance's commit rings no bell in this process; only looking at the table finds it. */
    @Test
    @Tag("OUT-03")
    void publishesWhatAnotherInstanceCommittedAlthoughNobodyWokeTheRelay() {
        String account = UUID.randomUUID().toString();
        commands.change(account, Duration.ZERO);
        await().until(() -> versions(account).size() == 1);

        database().execute("""
                insert into outbox_message (shard, message_id, topic, record_key, event_type, schema_id, tenant_id,
                    aggregate_type, aggregate_id, aggregate_version, occurred_at, value)
                select shard, gen_random_uuid(), topic, record_key, event_type, schema_id, tenant_id,
                    aggregate_type, aggregate_id, 2, occurred_at,
                    replace(value, '"aggregateVersion":1', '"aggregateVersion":2')
                  from outbox_message where aggregate_id = ?""", account);

        await().until(() -> versions(account).size() == 2);
        assertThat(versions(account)).containsExactly(1L, 2L);
    }

    @Test
    @Tag("OUT-05")
    void parksARowWhoseVersionLeavesAGapAndLetsOtherAggregatesFlow() {
        String broken = UUID.randomUUID().toString();
        String healthy = UUID.randomUUID().toString();
        commands.append(commands.event(broken, 1, "first"));
        await().until(() -> versions(broken).size() == 1);

        commands.append(commands.event(broken, 3, "second-is-missing"));
        commands.append(commands.event(broken, 4, "behind-it"));
        commands.change(healthy, Duration.ZERO);

        await().until(() -> versions(healthy).size() == 1);
        await().until(() ->
                database().number("select count(*) from outbox_parked where record_key like ?", "%" + broken) == 2);
        assertThat(versions(broken)).containsExactly(1L);
    }

    private static Rows database() {
        return PostgresServer.rows("workflow");
    }

    private List<Long> versions(String account) {
        return versions(List.of(account)).getOrDefault(account, List.of());
    }

    /** Of all accounts at once: every look reads the whole topic. */
    private Map<String, List<Long>> versions(List<String> accounts) {
        Set<String> keys = accounts.stream().map(KEY::concat).collect(Collectors.toSet());
        return KafkaBroker.records().readToEnd(TOPIC).stream()
                .filter(record -> keys.contains(record.key()))
                .collect(Collectors.groupingBy(
                        record -> record.key().substring(KEY.length()),
                        Collectors.mapping(
                                record -> parse(record.value())
                                        .path("aggregateVersion")
                                        .asLong(),
                                Collectors.toList())));
    }

    private List<String> messageIds(String account) {
        return KafkaBroker.records().readToEnd(TOPIC).stream()
                .filter(record -> (KEY + account).equals(record.key()))
                .map(record -> parse(record.value()).path("messageId").asText())
                .toList();
    }

    private JsonNode parse(byte[] value) {
        try {
            return json.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
