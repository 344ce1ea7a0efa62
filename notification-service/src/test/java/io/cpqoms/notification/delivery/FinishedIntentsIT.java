package io.cpqoms.notification.delivery;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.MailSink;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What came to its end long ago goes, and is not begun again. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "notification"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(MailSink.class)
@WithTestResource(TokenIssuer.class)
@Tag("K17")
class FinishedIntentsIT extends NotificationScene {

    private static final Duration RETENTION = Duration.ofDays(90);

    @Inject
    FinishedIntents finished;

    @Inject
    Scheduler scheduler;

    @Test
    void looksForThemRegularly() {
        assertThat(scheduler.getScheduledJob("purge-notifications"))
                .satisfies(job -> assertThat(job.getNextFireTime()).isAfter(Instant.now()));
    }

    @Test
    void deletesWhatEndedLongAgoAndNothingElse() {
        insert("SENT", 91);
        insert("FAILED", 91);
        insert("UNKNOWN", 91);
        insert("SENT", 89);
        insert("PENDING", 91);
        insert("WAITING", 91);
        insert("SENDING", 91);

        finished.purge();

        assertThat(states()).containsExactlyInAnyOrder("SENT", "PENDING", "WAITING", "SENDING");
    }

    @Test
    void deletesABoundedNumberAtATimeOldestFirst() {
        insert("SENT", 4_000);
        insert("FAILED", 3_999);
        insert("SENT", 3_998);

        int gone = finished.purge(RETENTION, 2);

        assertThat(gone).isEqualTo(2);
        assertThat(states()).containsExactly("SENT");
    }

    @Test
    void tellsNobodyOfAFactThatIsOlderThanItsMemory() {
        contact("VINET", "customer", "en");

        publish(event("cpq.quote.QuoteAccepted.v1")
                .occurredAt(ago(RETENTION.plusMinutes(1)))
                .on(QUOTES));
        await().until(() -> inboxRows() == 1);
        asOperator().get("/notifications").then().body("items", empty());
        publish(event("cpq.quote.QuoteAccepted.v1")
                .occurredAt(ago(RETENTION.minusHours(1)))
                .on(QUOTES));

        awaitNotifications("?state=sent", "items.size()", equalTo(1));
        assertThat(mails("customer")).hasSize(1);
    }

    /** Rows that the dispatcher, which sends what is due, has nothing to do with. */
    private void insert(String state, int daysAgo) {
        PostgresServer.rows("notification")
                .execute("""
                insert into notification_intent (id, tenant_id, cause_message_id, template, template_version, recipient,
                       recipient_kind, channel, subject_type, subject_id, parameters, correlation_id, state, next_attempt_at, claimed_at, created_at, updated_at)
                select gen_random_uuid(), ?, gen_random_uuid(), 'order-completed', 1, 'VINET', 'customer', 'email', 'order', ?, '{}',
                       gen_random_uuid(), ?, now() + interval '1 day', now(), time.ago, time.ago
                  from (select now() - make_interval(days => ?) as ago) as time""", tenant, UUID.randomUUID().toString(), state, daysAgo);
    }

    private List<@Nullable Object> states() {
        return PostgresServer.rows("notification")
                .query("select state from notification_intent where tenant_id = ?", tenant)
                .stream()
                .map(Map::values)
                .map(values -> values.iterator().next())
                .toList();
    }
}
