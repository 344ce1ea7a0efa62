package io.cpqoms.quote.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.command.retention.Retention;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.TenantWalls;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every table of a service's database has somebody who purges it or says why not; here with those that every service has. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("K17")
class QuoteTablesIT {

    private final Rows rows = PostgresServer.rows("quote");
    private final String tenant = "tenant-" + UUID.randomUUID().toString().substring(0, 8);

    @Inject
    Retention retention;

    @Test
    void noTableGrowsForEverWithoutAReason() {
        assertThat(retention.findings()).isEmpty();
    }

    @Test
    @Tag("SEC-01")
    void noTenantGetsThroughToAnothersRows() {
        new QuoteClient().aQuoteAfter("price", "submit");
        answer("1 day");
        letter("OPEN", null);
        replay("1 day");

        TenantWalls.Report walls = TenantWalls.of(rows, "flyway_schema_history", "cpq_messaging_history", "cursor_key");

        assertThat(walls.findings()).isEmpty();
        assertThat(walls.tried())
                .contains(
                        "catalog_version",
                        "catalog_product",
                        "quote",
                        "quote_revision",
                        "command_record",
                        "outbox_message",
                        "outbox_relay",
                        "outbox_position",
                        "dead_letter",
                        "dead_letter_step",
                        "replay_run",
                        "replay_partition",
                        "replay_finding");
    }

    @Test
    void aTableThatNobodyAnswersForIsFound() {
        rows.execute("create table forgotten (id int)");
        try {
            assertThat(retention.findings()).containsExactly("forgotten has no rule");
        } finally {
            rows.execute("drop table forgotten");
        }
    }

    @Test
    void answersToCommandsAreForgottenAfterTwoDays() {
        answer("1 day");
        answer("3 days");

        retention.purge();

        assertThat(rows.number("select count(*) from command_record where tenant_id = ?", tenant))
                .isEqualTo(1);
    }

    @Test
    void moreThanOneBatchOfThemGoesInARound() {
        rows.execute(
                "insert into command_record (tenant_id, operation, idempotency_key, body_hash, status, headers, body,"
                        + " recorded_at) select ?, 'o', n::text, '', 200, '{}', '', now() - interval '3 days'"
                        + " from generate_series(1, 12000) n",
                tenant);

        assertThat(retention.purge().get("command_record")).isGreaterThanOrEqualTo(12_000L);
    }

    @Test
    void oneInstancePurgesAtATime() throws SQLException {
        answer("3 days");
        try (Connection other = rows.open()) {
            other.setAutoCommit(false);
            other.createStatement().execute("select pg_advisory_xact_lock(723019, 4)");

            assertThat(retention.purge()).isEmpty();
            assertThat(rows.number("select count(*) from command_record where tenant_id = ?", tenant))
                    .isEqualTo(1);
        }
    }

    @Test
    void deadLettersGoWithTheirStepsOnceTheyAreClosedAndOld() {
        letter("OPEN", null);
        letter("RESOLVED", "99 days");
        letter("RESOLVED", "101 days");
        letter("DISCARDED", "101 days");
        letter("OVERTAKEN", "101 days");

        retention.purge();

        assertThat(rows.query("select state from dead_letter where tenant_id = ?", tenant))
                .extracting(row -> row.get("state"))
                .containsExactlyInAnyOrder("OPEN", "RESOLVED");
        assertThat(rows.number(
                        "select count(*) from dead_letter_step join dead_letter using (dlq_id) where tenant_id = ?",
                        tenant))
                .isEqualTo(2);
    }

    @Test
    void withheldRowsGoOnceTheyAreSettledAndOldAndNothingWaitsBehindThem() {
        withheld(1, "alone", "PUBLISHED", 101);
        withheld(2, "young", "PUBLISHED", 99);
        withheld(3, "waiting", "PARKED", 101);
        withheld(4, "followed", "DISCARDED", 101);
        withheld(5, "followed", "PARKED", 101);

        retention.purge();

        assertThat(rows.query("select aggregate_id from outbox_parked where tenant_id = ?", tenant))
                .extracting(row -> row.get("aggregate_id"))
                .containsExactlyInAnyOrder("young", "waiting", "followed", "followed");
        rows.execute("delete from outbox_parked where tenant_id = ?", tenant);
    }

    @Test
    void replaysGoWithTheirPartsAHundredDaysAfterTheirEnd() {
        UUID old = replay("101 days");
        UUID young = replay("99 days");

        retention.purge();

        assertThat(rows.query("select id from replay_run where tenant_id = ?", tenant))
                .extracting(row -> row.get("id"))
                .containsExactly(young);
        assertThat(rows.number("select count(*) from replay_partition where replay_id = ?", old))
                .isZero();
        assertThat(rows.number("select count(*) from replay_finding where replay_id = ?", young))
                .isEqualTo(1);
    }

    @Test
    @Tag("M9")
    void positionsGoWhenNobodyHasReadInTheirGroupForAHundredDays() {
        position("gone", 0, "101 days");
        position("gone", 1, "200 days");
        position("quiet on one partition", 0, "200 days");
        position("quiet on one partition", 1, "99 days");

        retention.purge();

        assertThat(rows.query("select group_id, partition from inbox_position where group_id like ?", tenant + "%"))
                .extracting(row -> row.get("group_id"))
                .containsExactly(tenant + "quiet on one partition", tenant + "quiet on one partition");
    }

    private void position(String group, int partition, String savedBefore) {
        rows.execute(
                "insert into inbox_position (group_id, partition, next_offset, saved_at) values (?, ?, 7, now() - ?::interval)",
                tenant + group,
                partition,
                savedBefore);
    }

    private void answer(String age) {
        rows.execute(
                "insert into command_record (tenant_id, operation, idempotency_key, body_hash, status, headers, body,"
                        + " recorded_at) values (?, 'o', ?, '', 200, '{}', '', now() - ?::interval)",
                tenant,
                age,
                age);
    }

    private void letter(String state, @Nullable String closedBefore) {
        UUID id = UUID.randomUUID();
        rows.execute(
                "insert into dead_letter (dlq_id, consumer, message_id, tenant_id, aggregate_key, aggregate_version,"
                        + " event_type, topic, partition, record_offset, record_time, headers, failure_type, failure_class,"
                        + " failure_message, failure_group, attempts, first_failed_at, last_failed_at, state, closed_at)"
                        + " values (?, 'none', ?, ?, 'k', 1, 'E', 't', 0, 0, 0, '{}', 'bad-data', 'c', 'm', 'g', 1, now(),"
                        + " now(), ?, now() - ?::interval)",
                id,
                id,
                tenant,
                state,
                closedBefore);
        rows.execute("insert into dead_letter_step (dlq_id, actor, action, note) values (?, 'me', 'closed', '')", id);
    }

    private void withheld(int id, String name, String state, int days) {
        rows.execute(
                "insert into outbox_parked (outbox_id, shard, message_id, topic, record_key, event_type, schema_id,"
                        + " tenant_id, aggregate_type, aggregate_id, aggregate_version, occurred_at, value, failure, behind,"
                        + " state, parked_at, changed_at) values (?, 9, gen_random_uuid(), 't', ?, 'E', 's', ?, 'quote', ?, 1,"
                        + " now(), '{}', 'f', false, ?, now() - interval '200 days', now() - make_interval(days => ?))",
                -id,
                tenant + name,
                tenant,
                name,
                state,
                days);
    }

    private UUID replay(String endedBefore) {
        UUID id = UUID.randomUUID();
        rows.execute(
                "insert into replay_run (id, consumer, mode, state, request, plan, tenant_id, requested_by, requested_at,"
                        + " ended_at) values (?, 'none', 'REPLAY_VALIDATE_ONLY', 'COMPLETED', '{}', '{}', ?, 'me', now(),"
                        + " now() - ?::interval)",
                id,
                tenant,
                endedBefore);
        for (String part : List.of(
                "insert into replay_partition (replay_id, topic, partition, begin_offset, end_offset, next_offset)"
                        + " values (?, 't', 0, 0, 0, 0)",
                "insert into replay_finding (replay_id, finding) values (?, 'differs')")) {
            rows.execute(part, id);
        }
        return id;
    }
}
