package io.cpqoms.quote.pricing;

import static io.cpqoms.quote.Samples.EUR;
import static io.cpqoms.quote.Samples.aCatalog;
import static io.cpqoms.quote.Samples.aLine;
import static io.cpqoms.quote.Samples.aProduct;
import static io.cpqoms.quote.Samples.eur;
import static io.cpqoms.quote.configuration.Lines.chosen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.configuration.Configuration;
import io.cpqoms.quote.configuration.Configuration.Origin;
import io.cpqoms.quote.configuration.Configuration.Part;
import io.cpqoms.values.Percentage;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Quantity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A line becomes the lines of what it is put together from. */
@Tag("DOM-02")
@Tag("DOM-03")
class ComponentsTest {

    private static final Configuration RACK = new Configuration(
            List.of(),
            List.of(
                    new Part(
                            "shelves",
                            new ProductId("shelf"),
                            3,
                            Origin.USER,
                            Optional.of(new Configuration(List.of(), List.of(chosen("screws", "screw", 4))))),
                    chosen("doors", "door", 0)));

    private final PinnedCatalog catalog = aCatalog(
            aProduct("rack", "10.00"), aProduct("shelf", "5.00"), aProduct("screw", "0.10"), aProduct("door", "7.00"));
    private final QuoteLine rack = aLine("rack", 2, "10").with(RACK);

    @Test
    void quantitiesMultiplyAndWhatIsDeclinedIsNoLine() {
        PricedQuote price = Components.of(List.of(rack)).price(EUR, catalog);

        assertThat(price.lines())
                .extracting(
                        line -> line.productId().value(),
                        line -> line.quantity().value(),
                        PricedLine::role)
                .containsExactly(
                        tuple("rack", 2, LineRole.BUNDLE),
                        tuple("shelf", 6, LineRole.BUNDLE),
                        tuple("screw", 24, LineRole.OPTION));
        assertThat(price.lines())
                .extracting(PricedLine::parentLineId)
                .containsExactly(
                        Optional.empty(),
                        Optional.of(rack.lineId()),
                        Optional.of(price.lines().get(1).lineId()));
        // (2 × 10.00 + 6 × 5.00 + 24 × 0.10) less ten percent.
        assertThat(price.exact().amount()).isEqualByComparingTo("47.16");
    }

    @Test
    void whatIsAgreedOrSaidOfSingleChargesIsAboutTheBundleItself() {
        PricedQuote price = Components.of(List.of(new QuoteLine(
                        rack.lineId(),
                        rack.productId(),
                        rack.quantity(),
                        rack.discount(),
                        eur("8.00"),
                        Optional.of("late"),
                        List.of(new ChargeTerms("price", Optional.of(Percentage.of("50")), Optional.empty())),
                        rack.configuration())))
                .price(EUR, catalog);

        // 2 × 8.00 less fifty percent, and (6 × 5.00 + 24 × 0.10) less the line's ten.
        assertThat(price.exact().amount()).isEqualByComparingTo("37.16");
        assertThat(price.lines().getLast().charges().getFirst().waterfall())
                .extracting(PriceStep::reason)
                .contains("discount of 10 %: late");
    }

    @Test
    void theEvidenceIsAboutComponentsAsWell() {
        Configuration more = new Configuration(List.of(), List.of(chosen("doors", "door", 1)));
        Configuration others = new Configuration(List.of(), List.of(chosen("doors", "door", 2)));

        assertThat(List.of(rack, rack.with(more), rack.with(others)))
                .extracting(
                        line -> Components.of(List.of(line)).price(EUR, catalog).evidenceHash())
                .doesNotHaveDuplicates();
    }

    @Test
    void aComponentHasTheSameIdWheneverItsLineIsPriced() {
        assertThat(Components.of(List.of(rack)).lines())
                .isEqualTo(Components.of(List.of(aLine("door", 1, "0"), rack))
                        .lines()
                        .subList(1, 4));
        assertThat(Components.of(List.of(aLine("rack", 2, "10").with(RACK)))
                        .lines()
                        .get(1)
                        .lineId())
                .isNotEqualTo(Components.of(List.of(rack)).lines().get(1).lineId());
    }

    @Test
    void moreThanALineHoldsIsAFault() {
        QuoteLine most = new QuoteLine(
                rack.lineId(),
                rack.productId(),
                new Quantity(Quantity.MAX),
                rack.discount(),
                null,
                Optional.empty(),
                List.of(),
                rack.configuration());

        assertThat(Components.of(List.of(most)).faults())
                .extracting(LineFault::message)
                .containsExactly("there would be 3000000 of option shelf; a line has at most 1000000");
    }

    @Test
    void aLineWithoutComponentsStandsForItself() {
        assertThat(Components.of(List.of(aLine("door", 1, "0")))
                        .price(EUR, catalog)
                        .lines())
                .extracting(PricedLine::role)
                .containsExactly(LineRole.PRODUCT);
    }
}
