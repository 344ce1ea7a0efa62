package io.cpqoms.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cpqoms.cli.client.MailSink.Mail;
import io.cpqoms.cli.client.Person;
import io.cpqoms.cli.client.Platform;
import io.cpqoms.cli.demo.Parties;
import io.cpqoms.cli.deployment.ComposeTarget;
import io.cpqoms.cli.proof.Store;
import io.cpqoms.cli.proof.Stores;
import io.cpqoms.cli.proof.TenantCounts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The composition for real, where Docker is ({@code -Dcompose=true}): demoed, killed, stopped; nothing lost, nothing twice. */
@EnabledIfSystemProperty(named = "compose", matches = "true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposeIT {
    private static final List<String> SERVICES = List.of(
            "quote-service",
            "order-service",
            "workflow-bridge",
            "search-projector",
            "notification-service",
            "audit-service");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int KILLED_BY_SIGNAL = 137;

    private final Composition composition = new Composition("compose.yaml");

    @BeforeAll
    void up() {
        composition.up();
    }

    @AfterAll
    void down() {
        composition.close();
    }

    @Test
    @Order(1)
    @Tag("ENG-01")
    void tellsTheStoryOfTheDemo() {
        composition.cpq("demo", "--target", "compose");
    }

    @Test
    @Order(2)
    @Tag("OPS-09")
    void stopsEachServiceWithinTenSecondsWithoutLosingOrRepeatingAnything() {
        Platform platform = composition.target().platform();
        SteadyLoad load = begin(platform, "rolled");
        try (load) {
            for (String service : SERVICES) {
                load.awaitAccepted(2);
                assertThat(composition.stop(service)).as("stop of " + service).isLessThan(GRACE);
                assertThat(composition.exitCodeOf(service))
                        .as("exit code of " + service)
                        .isNotEqualTo(KILLED_BY_SIGNAL);
                composition.start(service);
            }
            load.awaitAccepted(2);
        }

        prove("rolled", load.accepted());
        assertEveryMailOnce(composition.target(), "rolled");
    }

    @Test
    @Order(3)
    @Tag("OUT-01")
    @Tag("INB-01")
    void losesNothingWhenContainersAreKilled() {
        Platform platform = composition.target().platform();
        SteadyLoad load = begin(platform, "killed");
        try (load) {
            for (String service : SERVICES) {
                load.awaitAccepted(2);
                composition.killAndStart(service);
            }
            for (String server : List.of("kafka", "postgres", "opensearch")) {
                load.awaitAccepted(2);
                composition.killAndStart(server);
            }
            load.awaitAccepted(2);
        }

        prove("killed", load.accepted());
    }

    private static SteadyLoad begin(Platform platform, String tenant) {
        Person operator = new Person("olga", "operator", tenant);
        platform.notifications(operator).contact("C-1", "c-1@" + tenant + ".test");
        Person administrator = new Person("ada", "administrator", tenant);
        Parties.GROUPS.forEach(
                group -> platform.notifications(administrator).group(group, group + "@" + tenant + ".test"));
        platform.partners().behaveWell();
        return new SteadyLoad(platform, tenant);
    }

    /** What the stores themselves hold once the platform has come to rest. */
    private void prove(String tenant, int accepted) {
        ComposeTarget target = composition.target();
        try (Stores stores = target.stores()) {
            TenantCounts counts = new TenantCounts(stores, target.platform().openSearch(), tenant);
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(counts.completedOrders()).as("completed orders").isEqualTo(accepted);
                assertThat(counts.runningProcesses()).as("running processes").isZero();
                assertThat(counts.completedInSearch()).as("orders found").isEqualTo(accepted);
                assertThat(counts.auditFacts()).as("audited facts").isEqualTo(counts.auditedOutboxRows());
            });
            assertThat(counts.acceptedQuotes()).as("accepted quotes").isEqualTo(accepted);
            assertThat(counts.orders()).as("orders").isEqualTo(accepted);
            assertThat(counts.processes("order-fulfilment")).as("fulfilments").isEqualTo(accepted);
            assertThat(counts.aggregatesWithGaps()).as("aggregates with gaps").isEmpty();
            assertThat(counts.deadLetters()).as("dead letters").isZero();
            assertThat(stores.count(
                            Store.AUDIT,
                            "select count(distinct message_id) from audit_fact where tenant_id = ?",
                            tenant))
                    .isEqualTo(counts.auditFacts());
        }
    }

    private static void assertEveryMailOnce(ComposeTarget target, String tenant) {
        try (Stores stores = target.stores()) {
            TenantCounts counts = new TenantCounts(stores, target.platform().openSearch(), tenant);
            await().atMost(PATIENCE).until(() -> counts.sentNotifications() == counts.intents());
            assertThat(target.platform().mailSink().of("c-1@" + tenant + ".test").stream()
                            .map(Mail::messageId))
                    .as("mails to the customer")
                    .isNotEmpty()
                    .doesNotHaveDuplicates();
            assertThat(target.platform().mailSink().all().stream()
                            .filter(mail -> mail.mailbox().endsWith("@" + tenant + ".test"))
                            .map(Mail::messageId))
                    .containsExactlyInAnyOrderElementsOf(counts.sentMessageIds());
        }
    }
}
