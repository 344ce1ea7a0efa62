package io.cpqoms.quote.pricing;

import static io.cpqoms.quote.Samples.EUR;
import static io.cpqoms.quote.Samples.aCatalog;
import static io.cpqoms.quote.Samples.aCharge;
import static io.cpqoms.quote.Samples.aLine;
import static io.cpqoms.quote.Samples.aProduct;
import static io.cpqoms.quote.Samples.anAgreedLine;
import static io.cpqoms.quote.Samples.eur;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.quote.catalog.ChargeKind;
import io.cpqoms.quote.catalog.ChargePrice;
import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.catalog.Tier;
import io.cpqoms.quote.catalog.Tiers;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Products that cost several things, by figures one can check by hand. */
@Tag("DOM-03")
class ChargesTest {

    private static final ChargePrice TIERED = new ChargePrice(
            eur("10.00"),
            Optional.of(eur("8.60")),
            Optional.of(eur("6.00")),
            Optional.of(tiers(
                    Tiers.Kind.RANGE,
                    new Tier(1, eur("10.00")),
                    new Tier(10, eur("9.50")),
                    new Tier(100, eur("9.00")))));

    private final PinnedCatalog catalog = aCatalog(
            aProduct(
                    "line",
                    aCharge("setup", ChargeKind.ONE_TIME, ChargePrice.of(eur("99.00"))),
                    aCharge("monthly", ChargeKind.RECURRING, TIERED),
                    aCharge("minute", ChargeKind.USAGE, ChargePrice.of(eur("0.039")))),
            aProduct("router", aCharge("price", ChargeKind.ONE_TIME, ChargePrice.of(eur("0.335")))));

    @Test
    void keepsWhatIsOwedOnceEachMonthAndByUseApart() {
        PricedQuote price = price(aLine("line", 5, "10"));

        assertThat(price.exact()).isEqualTo(eur("445.5000"));
        assertThat(price.recurring())
                .extracting(total -> total.period().orElseThrow().text() + " "
                        + total.exact().text())
                .containsExactly("P1M 45.0000");
        assertThat(charge(price, "minute").exactNet().text()).isEqualTo("0.03510");
        assertThat(charge(price, "minute").rounded()).isEmpty();
    }

    @Test
    void aDiscountIsOfAllChargesUnlessOneHasItsOwn() {
        PricedQuote price = price(aLine("line", 5, "10", discount("monthly", "0")));

        assertThat(charge(price, "setup").exactNet()).isEqualTo(eur("445.5000"));
        assertThat(charge(price, "monthly").exactNet()).isEqualTo(eur("50.00"));
        assertThat(price.maxDiscount().text()).isEqualTo("10");
    }

    @Test
    void tellsWhatManyUnitsWouldCost() {
        assertThat(steps(charge(price(aLine("line", 9, "0")), "monthly"))).containsExactly("list 90.00", "net 90.00");
        assertThat(charge(price(aLine("line", 9, "0")), "monthly").notApplied())
                .containsExactly(new PriceStep.NotApplied(PriceStep.Kind.VOLUME, "1 more and the unit price is 9.50"));

        assertThat(steps(charge(price(aLine("line", 10, "0")), "monthly")))
                .containsExactly("list 100.00", "volume -5.00", "net 95.00");
        assertThat(charge(price(aLine("line", 100, "0")), "monthly").notApplied())
                .isEmpty();
    }

    /** Whoever buys many gets what the catalog says; nobody gave anything away. */
    @Test
    void whatTheCatalogTakesOffForManyUnitsIsNoDiscountOfASalesperson() {
        assertThat(price(aLine("line", 100, "0")).maxDiscount().text()).isEqualTo("0");
    }

    @Test
    void anAgreedPriceStandsInForTheTier() {
        PricedQuote price = price(aLine("line", 10, "0", agreed("monthly", eur("9.80"))));

        assertThat(steps(charge(price, "monthly"))).containsExactly("list 100.00", "contract -2.00", "net 98.00");
        assertThat(charge(price, "monthly").notApplied())
                .containsExactly(
                        new PriceStep.NotApplied(PriceStep.Kind.VOLUME, "an agreed unit price applies instead"));
    }

    @Test
    void saysWhatIsBelowTheFloorAndWhatIsLeftAboveTheCost() {
        PricedQuote kept = price(aLine("line", 10, "9"));
        assertThat(charge(kept, "monthly").isBelowFloor()).isFalse();
        assertThat(kept.recurring().getFirst().margin()).contains(eur("26.4500"));

        PricedQuote below = price(aLine("line", 10, "10"));
        assertThat(charge(below, "monthly").isBelowFloor()).isTrue();
        assertThat(below.recurring().getFirst().belowFloor()).isEqualTo(1);
        assertThat(below.oneTime().margin())
                .as("the costs of a setup are not known")
                .isEmpty();
    }

    @Test
    void theSharesOfTheRoundingAddUpToTheRoundedTotal() {
        PricedQuote price = price(aLine("router", 1, "0"), aLine("router", 1, "0"), aLine("router", 1, "0"));

        assertThat(price.rounded()).isEqualTo(eur("1.01"));
        assertThat(price.oneTime().remainder()).isEqualTo(eur("0.005"));
        assertThat(price.lines().stream()
                        .map(line -> line.charges()
                                .getFirst()
                                .rounded()
                                .orElseThrow()
                                .text())
                        .sorted())
                .containsExactly("0.33", "0.34", "0.34");
    }

    @Test
    void sharesInTheMinorUnitsOfTheCurrency() {
        assertThat(shares("JPY", "100.5", "100.5")).containsExactlyInAnyOrder("100", "101");
        assertThat(shares("KWD", "0.0005", "0.0005")).containsExactlyInAnyOrder("0.000", "0.001");
    }

    @Test
    void aProductOfSeveralChargesHasNoOneAgreedPrice() {
        assertThat(faults(anAgreedLine("line", 1, "0", eur("1"))))
                .containsExactly("agreedUnitPrice: product line has several charges, setup, monthly, minute;"
                        + " agree a price for each under charges");
        assertThat(faults(aLine("line", 1, "0", discount("yearly", "5"))))
                .containsExactly(
                        "charges[0].chargeId: product line has no charge yearly; it has setup, monthly, minute");
        assertThat(faults(aLine("line", 1, "0", discount("setup", "5"), discount("setup", "6"))))
                .containsExactly("charges[1].chargeId: charge setup is named twice");
        assertThat(faults(aLine("line", 1, "0", agreed("setup", Money.of("1", "USD")))))
                .containsExactly("charges[0].agreedUnitPrice: must be in the quote's currency EUR, not USD");
    }

    @Test
    void whatAUnitCostsTogetherHasABound() {
        assertThat(faults(aLine("line", 1, "0", agreed("setup", eur("999999999")))))
                .singleElement()
                .asString()
                .contains("at most 9 digits");
    }

    @Test
    void theReasonIsSaidWithTheStepAndChangesNoFigure() {
        QuoteLine plain = aLine("router", 1, "10");
        QuoteLine reasoned = new QuoteLine(
                plain.lineId(),
                plain.productId(),
                plain.quantity(),
                plain.discount(),
                null,
                Optional.of("late"),
                List.of(),
                Optional.empty());

        assertThat(charge(price(reasoned), "price").waterfall().get(1).reason()).isEqualTo("discount of 10 %: late");
        assertThat(price(reasoned).evidenceHash()).isEqualTo(price(plain).evidenceHash());
    }

    /** The goal for a request; in time of the processor, which others on the machine don't change. */
    @Test
    void pricesAThousandLinesInMilliseconds() {
        List<QuoteLine> lines = IntStream.range(0, 1_000)
                .mapToObj(number -> aLine("line", 1 + number % 200, "7.5"))
                .toList();
        ThreadMXBean processor = ManagementFactory.getThreadMXBean();
        long[] nanos = LongStream.range(0, 40)
                .map(run -> {
                    long begun = processor.getCurrentThreadCpuTime();
                    Pricing.price(lines, EUR, catalog);
                    return processor.getCurrentThreadCpuTime() - begun;
                })
                .sorted()
                .toArray();

        assertThat(Duration.ofNanos(nanos[nanos.length / 2])).isLessThan(Duration.ofMillis(300));
    }

    private PricedQuote price(QuoteLine... lines) {
        return Pricing.price(List.of(lines), EUR, catalog);
    }

    private Stream<String> faults(QuoteLine line) {
        return Pricing.faults(List.of(line), EUR, catalog).stream()
                .map(fault -> fault.field() + ": " + fault.message());
    }

    private Stream<String> shares(String currency, String... agreed) {
        List<QuoteLine> lines = Stream.of(agreed)
                .map(amount -> anAgreedLine("router", 1, "0", Money.of(amount, currency)))
                .toList();
        return Pricing.price(lines, currency, catalog).lines().stream()
                .map(line -> line.charges().getFirst().rounded().orElseThrow().text());
    }

    private static PricedCharge charge(PricedQuote price, String id) {
        return price.lines().getFirst().charges().stream()
                .filter(charge -> charge.chargeId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> steps(PricedCharge charge) {
        return charge.waterfall().stream()
                .map(step -> step.step().label() + " " + step.amount().text());
    }

    private static Tiers tiers(Tiers.Kind kind, Tier... tiers) {
        return new Tiers(kind, List.of(tiers));
    }

    private static ChargeTerms discount(String charge, String percent) {
        return new ChargeTerms(charge, Optional.of(Percentage.of(percent)), Optional.empty());
    }

    private static ChargeTerms agreed(String charge, Money unitPrice) {
        return new ChargeTerms(charge, Optional.empty(), Optional.of(unitPrice));
    }
}
