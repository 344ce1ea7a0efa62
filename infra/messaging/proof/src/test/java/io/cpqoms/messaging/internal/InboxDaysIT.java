package io.cpqoms.messaging.internal;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.messaging.InboxDrill;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The inbox forgets by whole days, and the watermark never. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
@Tag("INB-11")
class InboxDaysIT {

    @Inject
    InboxDays days;

    @Inject
    InboxDrill drill;

    @Test
    void keepsMessagesByDayAndDropsTheDaysThatRetentionIsOverFor() {
        String order = UUID.randomUUID().toString();
        KafkaBroker.records().publish(List.of(drill.started(order, 1, "a")));
        await().until(() ->
                database().number("select count(*) from inbox_watermark where aggregate_key like ?", "%" + order) > 0);
        String today = "inbox_message_"
                + DateTimeFormatter.ofPattern("yyyyMMdd")
                        .format(Instant.now().atZone(ZoneOffset.UTC).toLocalDate());
        database()
                .execute("create table inbox_message_20200101 partition of inbox_message for values from"
                        + " ('016f5e66-e800-0000-0000-000000000000') to ('016f638d-4400-0000-0000-000000000000')");
        database()
                .execute("insert into inbox_message (consumer, message_id, topic, partition, record_offset, tenant_id,"
                        + " aggregate_key, aggregate_version, event_type, status, received_at) values ('old',"
                        + " '016f5e66-e801-7000-8000-000000000000', 't', 0, 0, 'acme', 'k', 1, 'e', 'DONE', now())");

        assertThat(database().number("select count(*) from " + today + " where aggregate_key like ?", "%" + order))
                .as("rows of today's messages lie in today's partition")
                .isPositive();
        assertThat(days.dropOld()).containsExactly("inbox_message_20200101");

        assertThat(database().number("select count(*) from inbox_message where consumer = 'old'"))
                .isZero();
        assertThat(database().number("select count(*) from inbox_message where aggregate_key like ?", "%" + order))
                .isPositive();
        assertThat(database().number("select count(*) from inbox_watermark where aggregate_key like ?", "%" + order))
                .isPositive();
    }

    /** Releases before 0.6 took ids of any day; the day they lie in could then never be attached. */
    @Test
    @Tag("M7")
    void movesWhatCameBeforeItsDayIntoTheDay() {
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1)).minusSeconds(5);
        String day = "inbox_message_"
                + DateTimeFormatter.ofPattern("yyyyMMdd")
                        .format(tomorrow.atZone(ZoneOffset.UTC).toLocalDate());
        UUID stray = OddRecords.idAt(tomorrow);
        assertThat(database().number("select count(*) from pg_class where relname = ?", day))
                .as("nothing has made the day yet")
                .isZero();
        database()
                .execute("insert into inbox_message (consumer, message_id, topic, partition, record_offset, tenant_id,"
                        + " aggregate_key, aggregate_version, event_type, status, received_at) values ('stray', '"
                        + stray + "', 't', 0, 0, 'acme', 'k', 1, 'e', 'DONE', now())");
        OddRecords records = new OddRecords(UUID.randomUUID().toString());

        KafkaBroker.records()
                .publish(List.of(records.with(envelope -> envelope.put(
                        "messageId", OddRecords.idAt(tomorrow.plusMillis(1)).toString()))));

        await().until(() ->
                database().number("select count(*) from ledger_fact where aggregate_id = ?", records.quote()) == 1);
        assertThat(database().number("select count(*) from " + day + " where message_id = ?", stray))
                .isOne();
    }

    private static Rows database() {
        return PostgresServer.rows("workflow");
    }
}
