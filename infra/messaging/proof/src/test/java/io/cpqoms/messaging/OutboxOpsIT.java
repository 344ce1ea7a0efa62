package io.cpqoms.messaging;

import static io.cpqoms.testkit.Eventually.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.nullValue;

import io.cpqoms.testkit.ForgedCursors;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.RolesTable;
import io.cpqoms.testkit.TokenIssuer;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What operators do about messages that can't be published, over HTTP. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("OUT-05")
class OutboxOpsIT {

    private static final String PARKED = "/ops/outbox/parked/";

    @Inject
    LedgerCommands commands;

    @Inject
    Outbox outbox;

    @Inject
    MeterRegistry meters;

    @Test
    @Tag("K12")
    @Tag("API-06")
    void givesEachRoleTheOperationsOfItsTableAndNoOther() {
        new RolesTable(Path.of("src/test/resources/roles.md"))
                .requireObeyedBy(URI.create("http://localhost:" + RestAssured.port));
    }

    @Test
    void releasesTheFirstOfAKeyAndThoseBehindItInOrder() {
        String account = UUID.randomUUID().toString();
        List<Long> parked = parkThree(account);

        command(parked.get(1), "release", Map.of())
                .statusCode(409)
                .body("type", equalTo("urn:cpq:problem:not-the-first"))
                .body("first", equalTo(parked.getFirst().intValue()));
        command(parked.getFirst(), "release", Map.of("reason", "the gap is known"))
                .statusCode(200)
                .body("changedBy", equalTo("olga"));

        await().until(() -> versions(account).size() == 4);
        assertThat(versions(account)).containsExactly("1", "3", "4", "5");
        append(account, 6);
        await().until(() -> versions(account).size() == 5);
        operator("acme")
                .get("/ops/outbox")
                .then()
                .statusCode(200)
                .body("shards.size()", equalTo(2))
                .body("shards.held", equalTo(List.of(true, true)));
    }

    @Test
    void repairsAPayloadThatFitsItsSchemaAndNoOther() {
        String account = UUID.randomUUID().toString();
        List<Long> parked = parkThree(account);
        Map<String, String> payload = Map.of(
                "processKey",
                "ledger",
                "businessKey",
                "acme:" + account,
                "subjectType",
                "quote",
                "subjectId",
                "0198c0de-0000-7000-8000-000000000001",
                "outcome",
                "repaired");

        command(parked.getFirst(), "repair", Map.of("reason", "typo", "payload", Map.of("outcome", "repaired")))
                .statusCode(400)
                .body("detail", containsString("processKey"));
        command(parked.getFirst(), "repair", Map.of("reason", "typo", "payload", payload))
                .statusCode(200)
                .body("repaired", equalTo(true))
                .body("envelope.payload.outcome", equalTo("repaired"));
        command(parked.getFirst(), "release", Map.of()).statusCode(200);

        await().until(() -> versions(account).size() == 4);
        assertThat(KafkaBroker.records().readToEnd("cpq.workflow.events.v1").stream()
                        .filter(record -> record.key().endsWith(account))
                        .map(record -> new String(record.value(), StandardCharsets.UTF_8)))
                .anyMatch(value -> value.contains("\"outcome\":\"repaired\""));
    }

    @Test
    void discardsForAReasonAndOnce() {
        String account = UUID.randomUUID().toString();
        List<Long> parked = parkThree(account);

        command(parked.getFirst(), "discard", Map.of()).statusCode(400).body("detail", containsString("say why"));
        command(parked.getFirst(), "discard", Map.of("reason", "never happened"))
                .statusCode(200)
                .body("state", equalTo("DISCARDED"));
        command(parked.getFirst(), "release", Map.of())
                .statusCode(409)
                .body("type", equalTo("urn:cpq:problem:illegal-transition"));
        command(parked.get(1), "release", Map.of()).statusCode(200);

        await().until(() -> versions(account).size() == 3);
        assertThat(versions(account)).containsExactly("1", "4", "5");
    }

    @Test
    @Tag("M20")
    void aKeyIsFreeWhenItsLastParkedMessageIsDiscarded() {
        String account = UUID.randomUUID().toString();
        for (long parked : parkThree(account)) {
            command(parked, "discard", Map.of("reason", "never happened")).statusCode(200);
        }

        append(account, 6);

        await().until(() -> versions(account).size() == 2);
        assertThat(versions(account)).containsExactly("1", "6");
    }

    @Test
    @Tag("M12")
    void releasesTheFirstOfEveryKeyAtOnceButThoseThatAreOutOfVersion() {
        List<String> accounts =
                List.of(UUID.randomUUID().toString(), UUID.randomUUID().toString());
        accounts.forEach(this::parkThree);
        bulkRelease("acme", Map.of());
        assertThat(accounts)
                .allSatisfy(account -> assertThat(PostgresServer.rows("workflow")
                                .number(
                                        "select count(*) from outbox_parked where aggregate_id = ? and state = 'PARKED'",
                                        account))
                        .isEqualTo(3));
        accounts.forEach(account -> PostgresServer.rows("workflow")
                .execute(
                        "update outbox_parked set failure = 'the topic''s limit was too low' where aggregate_id = ?",
                        account));

        bulkRelease("acme", Map.of("topic", "cpq.order.events.v1")).body("released", equalTo(0));
        bulkRelease("globex", Map.of()).body("released", equalTo(0));
        bulkRelease("acme", Map.of("topic", "cpq.workflow.events.v1", "reason", "the limit was raised"))
                .body("released", equalTo(2));

        await().until(() ->
                accounts.stream().allMatch(account -> versions(account).equals(List.of("1", "3", "4", "5"))));
        bulkRelease("acme", Map.of()).body("released", equalTo(0));
        operator("acme")
                .contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of("topic", "cpq.no.such.topic"))
                .post("/ops/outbox/parked/release")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("topic"));
    }

    @Test
    @Tag("M12")
    void aMessageThatIsHeldWithItsTopicCanOnlyBeDiscarded() {
        long held = parkThree(UUID.randomUUID().toString()).getFirst();
        PostgresServer.rows("workflow").execute("update outbox_parked set topic_held = true where outbox_id = ?", held);

        command(held, "release", Map.of()).statusCode(409).body("type", equalTo("urn:cpq:problem:topic-held"));
        command(held, "repair", Map.of("reason", "typo", "payload", Map.of()))
                .statusCode(409)
                .body("type", equalTo("urn:cpq:problem:topic-held"));
        operator("acme")
                .get("/ops/outbox")
                .then()
                .body("heldTopics.topic", equalTo(List.of("cpq.workflow.events.v1")))
                .body("heldTopics.messages", equalTo(List.of(1)))
                .body("parked.held", equalTo(1));
        command(held, "discard", Map.of("reason", "never happened")).statusCode(200);
    }

    @Test
    void showsATenantItsOwnMessagesAndOnlyToOperators() {
        String account = UUID.randomUUID().toString();
        long parked = parkThree(account).getFirst();

        operator("acme").get(PARKED + parked).then().statusCode(200).body("aggregateVersion", equalTo(3));
        operator("globex").get(PARKED + parked).then().statusCode(404).contentType("application/problem+json");
        given().header("Authorization", "Bearer " + TokenIssuer.tokens().user("sam", "acme", Set.of("sales")))
                .get("/ops/outbox")
                .then()
                .statusCode(403);
    }

    @Test
    @Tag("OUT-08")
    void countsWhatIsPublishedParkedAndFailed() {
        double published = count("published");
        double parked = count("parked");
        double failures = count("failures");

        parkThree(UUID.randomUUID().toString());
        PostgresServer.rows("workflow")
                .query("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where application_name like '%outbox relay'");

        await().until(() -> count("failures") > failures);
        assertThat(count("published")).isGreaterThan(published);
        assertThat(count("parked")).isGreaterThanOrEqualTo(parked + 3);
    }

    @Test
    @Tag("K16")
    void listsParkedMessagesPageByPageWithoutTheirEnvelopes() {
        List<Long> parked = parkThree(UUID.randomUUID().toString());

        List<Long> listed = new ArrayList<>();
        String next = "";
        do {
            Response page = operator("acme").get("/ops/outbox/parked?state=waiting&limit=2" + next);
            page.then().statusCode(200).body("items.envelope", everyItem(nullValue()));
            page.<List<Number>>path("items.outboxId").forEach(id -> listed.add(id.longValue()));
            next = page.path("nextCursor") == null ? "" : "&cursor=" + page.path("nextCursor");
        } while (!next.isEmpty());

        assertThat(listed).doesNotHaveDuplicates().isSorted().containsAll(parked);
        operator("acme").get(PARKED + parked.getFirst()).then().body("envelope.eventType", equalTo("ProcessEnded"));
    }

    @Test
    @Tag("K5")
    void refusesEveryForgedCursorOfTheOperatorsListsByItsName() {
        for (String list : List.of("/ops/outbox/parked?", "/ops/dead-letters?", "/ops/replays?")) {
            ForgedCursors.all()
                    .forEach(cursor -> operator("acme")
                            .urlEncodingEnabled(false)
                            .get(list + "cursor=" + cursor)
                            .then()
                            .statusCode(400)
                            .body("violations.field", equalTo(List.of("cursor"))));
        }
    }

    private double count(String what) {
        return meters.counter("cpq.outbox." + what).count();
    }

    /** Version 2 never comes: 3 parks for the gap, 4 and 5 behind it. */
    private List<Long> parkThree(String account) {
        append(account, 1);
        await().until(() -> versions(account).size() == 1);
        append(account, 3);
        append(account, 4);
        append(account, 5);
        return await().until(
                        () -> PostgresServer.rows("workflow")
                                .query(
                                        "select outbox_id from outbox_parked where record_key like ? order by outbox_id",
                                        "%" + account)
                                .stream()
                                .map(row -> (Long) row.get("outbox_id"))
                                .toList(),
                        ids -> ids.size() == 3);
    }

    private void append(String account, long version) {
        commands.append(commands.event(account, version, "version-" + version));
    }

    private static ValidatableResponse command(long parked, String command, Map<String, ?> body) {
        return operator("acme")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(body)
                .post(PARKED + parked + "/" + command)
                .then();
    }

    private static ValidatableResponse bulkRelease(String tenant, Map<String, ?> body) {
        return operator(tenant)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(body)
                .post("/ops/outbox/parked/release")
                .then()
                .statusCode(200);
    }

    private static RequestSpecification operator(String tenant) {
        return given().header(
                        "Authorization", "Bearer " + TokenIssuer.tokens().user("olga", tenant, Set.of("operator")));
    }

    private static List<String> versions(String account) {
        return KafkaBroker.records().readToEnd("cpq.workflow.events.v1").stream()
                .filter(record -> record.key().endsWith(account))
                .map(record -> new String(record.value(), StandardCharsets.UTF_8)
                        .replaceAll("(?s).*\"aggregateVersion\":(\\d+).*", "$1"))
                .toList();
    }
}
