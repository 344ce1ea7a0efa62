package io.cpqoms.quote.catalog;

import static io.cpqoms.quote.Samples.aCharge;
import static io.cpqoms.quote.Samples.aProduct;
import static io.cpqoms.quote.Samples.eur;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cpqoms.values.Money;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a product may cost. */
@Tag("DOM-01")
class ChargeRulesTest {

    private static final ChargePrice TEN = ChargePrice.of(eur("10.00"));

    @Test
    void acceptsChargesInSeveralCurrencies() {
        assertThat(faults(aCharge("price", ChargeKind.ONE_TIME, TEN, ChargePrice.of(Money.of("11.00", "USD")))))
                .isEmpty();
    }

    @Test
    void refusesAChargeTwiceAPriceTwiceAndNoPriceAtAll() {
        assertThat(faults(aCharge("a", ChargeKind.ONE_TIME, TEN, TEN), aCharge("a", ChargeKind.USAGE)))
                .containsExactly(
                        "products.1.charges.a: there are two prices in EUR",
                        "products.1.charges.a: charge a is listed twice",
                        "products.1.charges.a: there must be at least one price");
        assertThat(faults()).containsExactly("products.1.charges: there must be at least one charge");
    }

    @Test
    void refusesTiersThatDoNotRiseOrDoNotBeginAtOne() {
        assertThat(faults(tiered(ChargeKind.ONE_TIME, new Tier(2, eur("9")), new Tier(2, eur("8")))))
                .containsExactly(
                        "products.1.charges.a.prices.EUR.tiers: the first tier must begin at 1",
                        "products.1.charges.a.prices.EUR.tiers: a tier from 2 follows one from 2;"
                                + " each must begin above the one before");
        assertThat(faults(tiered(ChargeKind.ONE_TIME, new Tier(1, eur("10.01")))))
                .containsExactly(
                        "products.1.charges.a.prices.EUR.tiers: the tier from 1 is above the list price 10.00");
        assertThat(faults(tiered(ChargeKind.USAGE, new Tier(1, eur("10.00")))))
                .containsExactly(
                        "products.1.charges.a.prices.EUR.tiers: a usage charge quotes one rate and has no tiers");
    }

    @Test
    void refusesAFloorAboveTheListPrice() {
        ChargePrice price =
                new ChargePrice(eur("10.00"), Optional.of(eur("10.01")), Optional.empty(), Optional.empty());

        assertThat(faults(aCharge("a", ChargeKind.ONE_TIME, price)))
                .containsExactly("products.1.charges.a.prices.EUR.floorUnitPrice:"
                        + " the floor 10.01 is above the list price 10.00");
    }

    @Test
    void refusesChargesThatOutgrowTheContractsTogether() {
        ChargePrice half = ChargePrice.of(eur("500000000"));

        assertThat(faults(aCharge("a", ChargeKind.ONE_TIME, half), aCharge("b", ChargeKind.USAGE, half)))
                .singleElement()
                .asString()
                .contains("1000000000 EUR");
    }

    @ParameterizedTest
    @CsvSource({"P12M, P1Y", "P1Y, P1Y", "P1Y6M, P18M", "P1M, P1M", "P10Y, P10Y"})
    void aPeriodIsWrittenInOneWay(String text, String canonical) {
        assertThat(BillingPeriod.of(text).text()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P", "P0M", "1M", "P30D", "P1W", "P-1M", "P1M1Y", "P11Y", "P999M", ""})
    void isOfWholeMonthsAndNotForEver(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> BillingPeriod.of(text));
    }

    @Test
    void onlyARecurringChargeHasAPeriod() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Charge("a", Optional.empty(), ChargeKind.RECURRING, Optional.empty(), List.of(TEN)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Charge(
                        "a",
                        Optional.empty(),
                        ChargeKind.ONE_TIME,
                        Optional.of(BillingPeriod.of("P1M")),
                        List.of(TEN)));
    }

    private static Charge tiered(ChargeKind kind, Tier... tiers) {
        return aCharge(
                "a",
                kind,
                new ChargePrice(
                        eur("10.00"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Tiers(Tiers.Kind.RANGE, List.of(tiers)))));
    }

    private static Stream<String> faults(Charge... charges) {
        return ChargeRules.faults(aProduct("1", charges)).stream().map(fault -> fault.where() + ": " + fault.message());
    }
}
