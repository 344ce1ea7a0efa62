package io.cpqoms.order.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cpqoms.command.stored.NewerFormException;
import io.cpqoms.order.fallout.Repair;
import io.cpqoms.testkit.shape.GoldenForms;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What any release stored is read as what it was; what this one stores is what its form says. */
class StoredFormsTest {

    private static final GoldenForms ORDERS = new GoldenForms("order");
    private static final GoldenForms QUOTES = new GoldenForms("accepted-quote");

    @ParameterizedTest
    @ValueSource(
            strings = {"acknowledged", "decomposed", "in-progress", "retried", "held", "billing-failed", "completed"})
    void anOrderIsWrittenInThePresentFormAndReadBack(String name) {
        Order order = order(name);
        int form = OrderDocuments.ORDERS.form();

        ORDERS.requireWritten(form, name, OrderDocuments.ORDERS.write(order));

        assertThat(read(ORDERS.read(form, name), order)).isEqualTo(order);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acknowledged", "decomposed", "in-progress", "retried", "held", "billing-failed"})
    void anOrderOfTheFirstFormIsReadAsWhatItWas(String name) {
        Order order = order(name);

        assertThat(read(ORDERS.read(1, name), order)).isEqualTo(order);
    }

    /** What was legal when somebody decided stays as it was told; only what is still open is held to the step. */
    @Test
    void aDecidedFalloutOfTheFirstFormKeepsWhatWasOffered() {
        Order order = order("completed");

        Order read = read(ORDERS.read(1, "completed"), order);

        assertThat(read.work().fallouts().getFirst().repairs())
                .containsExactly(Repair.RETRY, Repair.SKIP, Repair.COMPLETE_MANUALLY);
        assertThat(read.work().tasks()).isEqualTo(order.work().tasks());
        assertThat(read.work().fallouts().getFirst().standing())
                .isEqualTo(order.work().fallouts().getFirst().standing());
    }

    @ParameterizedTest
    @ValueSource(strings = {"with-reference", "without-reference"})
    void anAcceptanceIsReadInEveryForm(String name) {
        AcceptedQuote quote = name.equals("with-reference") ? AnOrder.quote() : withoutReference(AnOrder.quote());
        int form = OrderDocuments.QUOTES.form();

        QUOTES.requireWritten(form, name, OrderDocuments.QUOTES.write(quote));

        for (int each = 1; each <= form; each++) {
            assertThat(OrderDocuments.QUOTES.read(
                            QUOTES.read(each, name), Map.of("quoteId", quote.quoteId(), "revision", quote.revision())))
                    .isEqualTo(quote);
        }
    }

    @Test
    void aFormThatIsNewerThanTheCodeIsNotGuessed() {
        assertThatExceptionOfType(NewerFormException.class)
                .isThrownBy(() -> read("{\"form\":99}", order("acknowledged")));
    }

    private static Order order(String name) {
        AnOrder billing = AnOrder.packed().performing("ship", 0).failing("bill", 0);
        return switch (name) {
            case "acknowledged" -> AnOrder.acknowledged().order();
            case "decomposed" -> AnOrder.decomposed().order();
            case "in-progress" ->
                AnOrder.held()
                        .repairing(1, Repair.SKIP)
                        .repairing(2, Repair.RETRY)
                        .failing("reserve", 1)
                        .starting("pack", 0)
                        .order();
            case "retried" -> AnOrder.held().repairing(1, Repair.RETRY).order();
            case "held" -> AnOrder.held().order();
            case "billing-failed" -> billing.order();
            case "completed" -> billing.repairing(1, Repair.COMPLETE_MANUALLY).order();
            default -> throw new AssertionError(name);
        };
    }

    private static Order read(String document, Order row) {
        return OrderDocuments.ORDERS.read(
                document,
                Map.of(
                        "id", row.id(),
                        "tenant", row.tenant(),
                        "version", row.version(),
                        "createdAt", row.createdAt(),
                        "createdBy", row.createdBy(),
                        "changedAt", row.changedAt()));
    }

    private static AcceptedQuote withoutReference(AcceptedQuote quote) {
        return new AcceptedQuote(
                quote.quoteId(),
                quote.revision(),
                quote.customerId(),
                quote.currency(),
                quote.catalogVersionId(),
                Optional.empty(),
                List.copyOf(quote.lines()),
                quote.totals(),
                quote.correlationId());
    }
}
