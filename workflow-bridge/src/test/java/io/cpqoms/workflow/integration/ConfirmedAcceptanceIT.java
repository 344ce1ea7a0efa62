package io.cpqoms.workflow.integration;

import static io.cpqoms.testkit.Eventually.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.testkit.TokenIssuer;
import io.cpqoms.workflow.engine.ServerTest;
import io.cpqoms.workflow.integration.FakeDomain.Call;
import io.cpqoms.workflow.integration.FakeDomain.Reply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An acceptance that its owner does not know leads to nothing but an incident that says what the owner knows. */
@QuarkusTest
@ServerTest
@WithTestResource(FakeDomain.class)
@TestProfile(BridgeTest.Impatient.class)
@Tag("O4")
class ConfirmedAcceptanceIT {

    private final Published events = new Published("acme");
    private final String operator = TokenIssuer.tokens().user("olga", "acme", Set.of("operator"));

    @Test
    void ordersNothingOfAQuoteThatQuoteServiceNeverWrote() {
        UUID quote = UUID.randomUUID();
        FakeDomain.reply("/quotes/" + quote, Reply.problem(404, "not-found", "There is no quote " + quote + "."));

        events.publish(events.quoteAccepted(quote, 5));

        assertThat(incident(quote))
                .isEqualTo("acceptance-not-confirmed: quote-service says not-found: There is no quote " + quote
                        + ".; the event says accepted, revision 1 for 900.00 EUR. No order was created.");
        assertNothingWasDone(quote);
    }

    @ParameterizedTest
    @CsvSource({"approved,1,900.00", "cancelled,1,900.00", "accepted,2,900.00", "accepted,1,90.00"})
    void ordersNothingThatQuoteServiceKnowsOtherwise(String state, int revision, String total) {
        UUID quote = UUID.randomUUID();
        FakeDomain.reply("/quotes/" + quote, Reply.ok(FakeDomain.quote(state, revision, total)));

        events.publish(events.quoteAccepted(quote, 5));

        assertThat(incident(quote))
                .isEqualTo("acceptance-not-confirmed: quote-service has the quote as %s, revision %d for %s EUR; "
                                .formatted(state, revision, total)
                        + "the event says accepted, revision 1 for 900.00 EUR. No order was created.");
        assertNothingWasDone(quote);
    }

    @Test
    @Tag("DOM-03")
    void ordersNothingWhereQuoteServiceKnowsAnotherMonthlyAmount() {
        UUID other = UUID.randomUUID();
        UUID none = UUID.randomUUID();
        FakeDomain.reply("/quotes/" + other, Reply.ok(FakeDomain.quoteWithMonthly("25.00", "900.00")));
        FakeDomain.reply("/quotes/" + none, Reply.ok(FakeDomain.quote("accepted", 1, "900.00")));

        events.publish(events.withMonthly(events.quoteAccepted(other, 5), "2.50"));
        events.publish(events.withMonthly(events.quoteAccepted(none, 5), "2.50"));

        assertThat(incident(other))
                .isEqualTo(
                        "acceptance-not-confirmed: quote-service has the quote as accepted, revision 1 for 900.00 EUR + 25.00 EUR/P1M; "
                                + "the event says accepted, revision 1 for 900.00 EUR + 2.50 EUR/P1M. No order was created.");
        assertThat(incident(none)).contains("quote as accepted, revision 1 for 900.00 EUR; the event");
        assertNothingWasDone(other);
        assertNothingWasDone(none);
    }

    @Test
    @Tag("DOM-03")
    void ordersWhereTheMonthlyAmountIsTheSame() {
        UUID quote = UUID.randomUUID();
        FakeDomain.reply("/quotes/" + quote, Reply.ok(FakeDomain.quoteWithMonthly("25.00", "900.00")));

        events.publish(events.withMonthly(events.quoteAccepted(quote, 5), "25.00"));

        await().until(() -> "ordered".equals(BridgeTest.outcome(quote)));
    }

    @Test
    void asksOnceForTheTenantOfTheEventAndThenOrders() {
        UUID quote = UUID.randomUUID();

        events.publish(events.quoteAccepted(quote, 5));

        await().until(() -> "ordered".equals(BridgeTest.outcome(quote)));
        assertThat(FakeDomain.calls("/quotes/" + quote))
                .singleElement()
                .satisfies(call -> assertThat(call.headers())
                        .containsEntry("cpq-tenant", "acme")
                        .containsKeys("authorization", "cpq-correlation-id"));
        assertThat(orders(quote)).hasSize(1);
    }

    @Test
    void waitsWhileQuoteServiceIsAwayOrFails() {
        UUID quote = UUID.randomUUID();
        FakeDomain.reply("/quotes/" + quote, new Reply(503, Map.of(), ""), Reply.problem(500, "unexpected", "on fire"));

        events.publish(events.quoteAccepted(quote, 5));

        await().until(() -> "ordered".equals(BridgeTest.outcome(quote)));
        assertThat(FakeDomain.calls("/quotes/" + quote)).hasSize(3);
    }

    /** What an operator reads about the process, as soon as it stands still. */
    private String incident(UUID quote) {
        return await().until(
                        () -> given().auth()
                                .oauth2(operator)
                                .get("/processes?businessKey=acme:quote:" + quote + ":r1")
                                .<String>path("items[0].incidents[0].message"),
                        message -> message != null);
    }

    private static void assertNothingWasDone(UUID quote) {
        assertThat(orders(quote)).isEmpty();
        assertThat(FakeDomain.calls("/quotes/" + quote + "/mark-ordered")).isEmpty();
        assertThat(FakeDomain.calls("/quotes/" + quote)).hasSize(1);
    }

    private static List<Call> orders(UUID quote) {
        return FakeDomain.calls("/orders").stream()
                .filter(call -> call.body().contains(quote.toString()))
                .toList();
    }
}
