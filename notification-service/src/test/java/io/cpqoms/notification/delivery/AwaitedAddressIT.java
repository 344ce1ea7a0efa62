package io.cpqoms.notification.delivery;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.cpqoms.notification.rule.Recipient;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.MailSink;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A message whose recipient's address is not known yet waits for it. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "notification"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(MailSink.class)
@WithTestResource(TokenIssuer.class)
@Tag("N3")
class AwaitedAddressIT extends NotificationScene {

    private static final String NO_ADDRESS = "No address is known for customer VINET: PUT /contacts/VINET.";

    @Inject
    Intents intents;

    @Inject
    DeliveryRecord record;

    @Test
    void waitsForTheAddressAndIsSentWhenItComes() {
        publish(event("cpq.quote.QuoteAccepted.v1").on(QUOTES));
        awaitNotifications("?state=waiting", "items.cause", contains(NO_ADDRESS));

        contact("VINET", "customer", "en");

        awaitNotifications("?state=sent", "items.size()", equalTo(1));
        assertThat(mails("customer")).hasSize(1);
        await().untilAsserted(() -> assertThat(events())
                .singleElement()
                .satisfies(event ->
                        assertThat(event).contains("\"eventType\":\"NotificationSent\"", "\"aggregateVersion\":1,")));
    }

    @Test
    void leavesAloneWhatWaitsForAnotherParty() {
        publish(event("cpq.quote.QuoteAccepted.v1").on(QUOTES));
        awaitNotifications("?state=waiting", "items.size()", equalTo(1));

        contact("ALFKI", "other", "en");

        awaitNotifications("?state=waiting", "items.recipient", contains("VINET"));
    }

    @Test
    void failsWhenThePatienceIsOver() {
        publish(event("cpq.quote.QuoteAccepted.v1").on(QUOTES));
        awaitNotifications("?state=waiting", "items.size()", equalTo(1));

        PostgresServer.rows("notification").execute("""
                update notification_intent set next_attempt_at = now(), due_since = now() - interval '15 days'
                 where tenant_id = ?""", tenant);
        dispatcher.wake();

        awaitNotifications("?state=failed", "items.cause", contains("None came within 14 days. " + NO_ADDRESS));
        await().untilAsserted(() -> assertThat(events())
                .singleElement()
                .satisfies(event -> assertThat(event)
                        .contains("\"eventType\":\"NotificationFailed\"", "\"aggregateVersion\":1,", NO_ADDRESS)));
    }

    @Test
    void missesNoAddressThatWasStoredSinceTheClaim() {
        Claimed claimed = claimedWithoutAddress();
        contact("VINET", "customer", "en");

        record.write(List.of(waiting(claimed)));

        awaitNotifications("?state=pending", "items.size()", equalTo(1));
    }

    @Test
    void missesNoAddressThatIsBeingStored() throws Exception {
        Claimed claimed = claimedWithoutAddress();
        try (Connection storing = PostgresServer.rows("notification").open()) {
            begin(storing);
            execute(storing, """
                    insert into contact (tenant_id, kind, party_id, email, locale, updated_at)
                    values (?, 'customer', 'VINET', 'a@b.example', 'en', now())""", tenant);

            CompletableFuture<Void> concluding =
                    CompletableFuture.runAsync(() -> record.write(List.of(waiting(claimed))));
            await().until(() -> concluding.isDone() || somebodyWaitsForTheParty());
            storing.commit();
            concluding.join();
        }

        awaitNotifications("?state=pending", "items.size()", equalTo(1));
    }

    @Test
    void lettingWaitMissesNoAddressEither() throws Exception {
        Claimed claimed = claimedWithoutAddress();
        try (Connection concluding = PostgresServer.rows("notification").open()) {
            begin(concluding);
            execute(
                    concluding,
                    "update notification_intent set state = 'WAITING' where tenant_id = ? and id = ?::uuid",
                    tenant,
                    claimed.notice().intentId().toString());

            CompletableFuture<Void> storing = CompletableFuture.runAsync(() -> contact("VINET", "customer", "en"));
            await().until(() -> storing.isDone() || somebodyWaitsForTheParty());
            concluding.commit();
            storing.join();
        }

        awaitNotifications("?state=pending", "items.size()", equalTo(1));
    }

    private Claimed claimedWithoutAddress() {
        dispatcher.stop();
        publish(event("cpq.quote.QuoteAccepted.v1").on(QUOTES));
        awaitNotifications("?state=pending", "items.size()", equalTo(1));
        return intents.claim("notification-1", 100).stream()
                .filter(claimed -> claimed.tenantId().equals(tenant))
                .findFirst()
                .orElseThrow();
    }

    private static Conclusion waiting(Claimed claimed) {
        return Conclusion.waiting(claimed, NO_ADDRESS, Instant.now().plusSeconds(1_000));
    }

    /** Begins a transaction as everybody does who changes where the party is reached, or lets an intent wait for it. */
    private void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        execute(
                connection,
                "select pg_advisory_xact_lock(hashtextextended(?, 0))",
                new WaitingIntents.Party(tenant, Recipient.customer("VINET")).lockName());
    }

    private static void execute(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }

    private static boolean somebodyWaitsForTheParty() {
        return PostgresServer.rows("notification")
                        .number("select count(*) from pg_locks where locktype = 'advisory' and not granted")
                > 0;
    }
}
