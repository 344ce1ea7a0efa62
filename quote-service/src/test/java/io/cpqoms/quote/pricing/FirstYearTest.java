package io.cpqoms.quote.pricing;

import static io.cpqoms.quote.Samples.EUR;
import static io.cpqoms.quote.Samples.aCatalog;
import static io.cpqoms.quote.Samples.aCharge;
import static io.cpqoms.quote.Samples.aLine;
import static io.cpqoms.quote.Samples.aProduct;
import static io.cpqoms.quote.Samples.eur;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.quote.catalog.BillingPeriod;
import io.cpqoms.quote.catalog.Charge;
import io.cpqoms.quote.catalog.ChargeKind;
import io.cpqoms.quote.catalog.ChargePrice;
import io.cpqoms.values.Money;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the approval policy compares with the bound of a currency, and the margin of it. */
@Tag("DOM-05")
class FirstYearTest {

    @Test
    void bringsEachPeriodToAYearAndLeavesUseOut() {
        FirstYear year = of(
                once("900.00", Optional.empty()),
                each("P1M", "10.00", Optional.empty()),
                each("P3M", "30.05", Optional.empty()),
                each("P1Y", "99.00", Optional.empty()),
                each("P18M", "100.01", Optional.empty()),
                aCharge("use", ChargeKind.USAGE, ChargePrice.of(eur("5.00"))));

        assertThat(year.owed()).isEqualTo(eur("1305.87"));
        assertThat(year.marginPercent()).isEmpty();
    }

    @Test
    void theMarginIsOfTheWholeYearAndRoundedDown() {
        FirstYear year = of(once("100.00", Optional.of("80.00")), each("P1M", "10.00", Optional.of("6.00")));

        // 220.00 for 80 + 72.
        assertThat(year.owed()).isEqualTo(eur("220.00"));
        assertThat(year.marginPercent().orElseThrow()).isEqualByComparingTo("30.9090");
        assertThat(of(once("3.00", Optional.of("4.00"))).marginPercent().orElseThrow())
                .isEqualByComparingTo("-33.3334");
    }

    @Test
    void oneCostThatIsNotKnownLeavesTheMarginUnknown() {
        assertThat(of(once("100.00", Optional.of("80.00")), each("P1M", "10.00", Optional.empty()))
                        .marginPercent())
                .isEmpty();
    }

    @Test
    void whatIsOnlyOwedEachPeriodHasAMarginToo() {
        assertThat(of(each("P1M", "10.00", Optional.of("6.00"))).marginPercent().orElseThrow())
                .isEqualByComparingTo("40");
    }

    @Test
    void whereNothingIsOwedThereIsNoMargin() {
        assertThat(of(once("0.00", Optional.of("5.00"))).marginPercent()).isEmpty();
    }

    /** Also where the discounts of two quotes are alike in percent, and one of them is of the dear line. */
    @Test
    void whatIsGivenIsMoneyAndNoPercentage() {
        Charge dear = once("10000.00", Optional.empty());
        Charge cheap = once("1.00", Optional.empty());

        assertThat(given("40", "0", dear, cheap)).contains(eur("4000.00"));
        assertThat(given("0", "40", dear, cheap)).contains(eur("0.40"));
    }

    private static Optional<Money> given(String ofTheFirst, String ofTheSecond, Charge first, Charge second) {
        return FirstYear.of(Pricing.price(
                        List.of(aLine("11", 1, ofTheFirst), aLine("12", 1, ofTheSecond)),
                        EUR,
                        aCatalog(aProduct("11", first), aProduct("12", second))))
                .given();
    }

    private static FirstYear of(Charge... charges) {
        return FirstYear.of(Pricing.price(List.of(aLine("11", 1, "0")), EUR, aCatalog(aProduct("11", charges))));
    }

    private static Charge once(String price, Optional<String> cost) {
        return charge("once", ChargeKind.ONE_TIME, Optional.empty(), price, cost);
    }

    private static Charge each(String period, String price, Optional<String> cost) {
        return charge("each-" + period, ChargeKind.RECURRING, Optional.of(BillingPeriod.of(period)), price, cost);
    }

    private static Charge charge(
            String id, ChargeKind kind, Optional<BillingPeriod> period, String price, Optional<String> cost) {
        return new Charge(
                id,
                Optional.empty(),
                kind,
                period,
                List.of(new ChargePrice(
                        eur(price), Optional.empty(), cost.map(amount -> eur(amount)), Optional.empty())));
    }
}
