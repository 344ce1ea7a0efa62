package io.cpqoms.workflow.integration;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.MigrationGuard;
import io.cpqoms.testkit.MigrationGuard.Fact;
import io.cpqoms.testkit.MigrationGuard.Waiting;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Facts of the form from before there were charges are not left where this release could not read them. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("DOM-03")
class ChargesMigrationIT {

    private static final String FORMER = "{\"totals\":{},\"products\":[]}";
    private static final String PRESENT = "{\"totals\":{\"recurring\":[]},\"products\":[{\"chargesHash\":\"0\"}]}";

    private final MigrationGuard guard = new MigrationGuard(
            PostgresServer.rows("workflow"), ChargesMigrationIT.class, "/db/migration/V2_5__charges.sql");

    @ParameterizedTest
    @CsvSource({
        "QuoteSubmitted, cpq.quote.events.v1",
        "QuoteAccepted, cpq.quote.events.v1",
        "OrderCreated, cpq.order.events.v1"
    })
    void refusesToGoOnWhileAFactOfTheFormerFormIsHeldBack(String type, String topic) throws SQLException {
        guard.refusesTheFormer(
                new Fact(type, topic, FORMER, PRESENT),
                Waiting.HELD_BACK,
                "facts from before there were charges wait here");
    }

    @ParameterizedTest
    @CsvSource({
        "QuoteSubmitted, cpq.quote.events.v1",
        "QuoteAccepted, cpq.quote.events.v1",
        "OrderCreated, cpq.order.events.v1"
    })
    void refusesToGoOnWhileAFactOfTheFormerFormIsAnOpenDeadLetter(String type, String topic) throws SQLException {
        guard.refusesTheFormer(
                new Fact(type, topic, FORMER, PRESENT),
                Waiting.OPEN_DEAD_LETTER,
                "facts from before there were charges wait here");
    }
}
