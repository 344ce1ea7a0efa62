package io.cpqoms.quote.pricing;

import static io.cpqoms.quote.Samples.EUR;
import static io.cpqoms.quote.Samples.aCatalog;
import static io.cpqoms.quote.Samples.aCharge;
import static io.cpqoms.quote.Samples.aLine;
import static io.cpqoms.quote.Samples.aProduct;
import static io.cpqoms.quote.Samples.eur;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.quote.catalog.ChargeKind;
import io.cpqoms.quote.catalog.ChargePrice;
import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.catalog.Tier;
import io.cpqoms.quote.catalog.Tiers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The example of the page about pricing is what comes out. */
@Tag("DOM-03")
class PricingPageTest {

    private static final Tiers TIERS = new Tiers(
            Tiers.Kind.RANGE,
            List.of(new Tier(1, eur("10.00")), new Tier(10, eur("9.50")), new Tier(100, eur("9.00"))));

    private final PinnedCatalog catalog = aCatalog(aProduct(
            "line",
            aCharge("setup", ChargeKind.ONE_TIME, ChargePrice.of(eur("99.00"))),
            aCharge(
                    "monthly",
                    ChargeKind.RECURRING,
                    new ChargePrice(
                            eur("10.00"), Optional.of(eur("9.00")), Optional.of(eur("6.00")), Optional.of(TIERS)))));

    @Test
    void theExampleIsComputed() throws IOException {
        String page = Files.readString(Path.of("PRICING.md"));
        PricedQuote price = Pricing.price(List.of(aLine("line", 12, "10")), EUR, catalog);
        List<PricedCharge> charges = price.lines().getFirst().charges();
        PriceTotal monthly = price.recurring().getFirst();

        assertThat(page)
                .contains(charges.stream()
                        .flatMap(charge -> charge.waterfall().stream()
                                .map(step -> "| %s | %s | %s | %s |%n"
                                        .formatted(
                                                charge.chargeId(),
                                                step.step().label(),
                                                step.amount().text(),
                                                step.reason())))
                        .reduce("", String::concat))
                .contains("Once: %s. Each month: %s, margin %s, below the floor (12 × 9.00 = %s). Not applied: %s."
                        .formatted(
                                price.rounded().text(),
                                monthly.rounded().text(),
                                monthly.margin().orElseThrow().text(),
                                charges.getLast().floor().orElseThrow().text(),
                                charges.getLast().notApplied().getFirst().reason()));
        assertThat(monthly.belowFloor()).isEqualTo(1);
    }
}
