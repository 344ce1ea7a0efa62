package io.cpqoms.quote.pricing;

import static io.cpqoms.quote.Samples.EUR;
import static io.cpqoms.quote.Samples.aCatalog;
import static io.cpqoms.quote.Samples.aDiscontinuedProduct;
import static io.cpqoms.quote.Samples.aLine;
import static io.cpqoms.quote.Samples.aProduct;
import static io.cpqoms.quote.Samples.anAgreedLine;
import static io.cpqoms.quote.Samples.eur;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.values.Money;
import io.cpqoms.values.ProductId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prices one can check by hand. */
@Tag("DOM-12")
class PricingTest {

    private final PinnedCatalog catalog =
            aCatalog(aProduct("11", "21.00"), aProduct("42", "9.80"), aDiscontinuedProduct("5", "21.35"));

    @Test
    void multipliesTheAgreedPriceByQuantityAndTakesTheDiscountOff() {
        PricedQuote price = Pricing.price(List.of(anAgreedLine("11", 12, "15", eur("14.00"))), EUR, catalog);

        assertThat(price.exact().text()).isEqualTo("142.8000");
        assertThat(price.rounded().text()).isEqualTo("142.80");
    }

    @Test
    @Tag("Q1")
    void countsAnAgreedPriceAsADiscountAgainstTheList() {
        assertThat(maxDiscount(anAgreedLine("11", 12, "15", eur("14.00")))).isEqualTo("43.3334");
        assertThat(maxDiscount(anAgreedLine("11", 1000, "0", eur("0.01")))).isEqualTo("99.9524");
        assertThat(maxDiscount(anAgreedLine("11", 1, "0", eur("22.00")))).isEqualTo("0");
        assertThat(maxDiscount(aLine("11", 12, "15"), aLine("42", 1, "5"))).isEqualTo("15");
    }

    @Test
    @Tag("Q1")
    void whatHasNoListPriceInTheCurrencyCountsAsGivenAway() {
        PricedQuote price =
                Pricing.price(List.of(anAgreedLine("11", 1, "0", Money.of("20.00", "USD"))), "USD", catalog);

        assertThat(price.maxDiscount().text()).isEqualTo("100");
        assertThat(price.list()).isEmpty();
    }

    @Test
    void saysWhatTheLinesComeToAtListPrices() {
        PricedQuote price =
                Pricing.price(List.of(aLine("11", 2, "10"), anAgreedLine("42", 1, "0", eur("5.00"))), EUR, catalog);

        assertThat(price.list()).contains(eur("51.80"));
    }

    @Test
    void explainsEveryStepOfTheWaterfall() {
        PricedLine line = Pricing.price(List.of(anAgreedLine("11", 12, "15", eur("14.00"))), EUR, catalog)
                .lines()
                .getFirst();

        assertThat(line.charges().getFirst().waterfall())
                .extracting(step -> step.step().label() + " " + step.amount().text())
                .containsExactly("list 252.00", "contract -84.00", "manual -25.2000", "net 142.8000");
    }

    @Test
    void takesTheListPriceWhereNothingIsAgreed() {
        PricedQuote price = Pricing.price(List.of(aLine("42", 10, "0")), EUR, catalog);

        assertThat(price.exact()).isEqualTo(new Money(eur("98.00").amount(), EUR));
        assertThat(price.lines().getFirst().charges().getFirst().waterfall()).hasSize(2);
    }

    @Test
    void roundsTheTotalOnceAndNotTheLines() {
        List<QuoteLine> thirds = List.of(
                anAgreedLine("11", 1, "0", eur("0.004")),
                anAgreedLine("11", 1, "0", eur("0.004")),
                anAgreedLine("11", 1, "0", eur("0.004")));

        assertThat(Pricing.price(thirds, EUR, catalog).rounded().text()).isEqualTo("0.01");
    }

    @Test
    void roundsToTheMinorUnitOfTheCurrency() {
        QuoteLine line = anAgreedLine("11", 3, "0", Money.of("100.5", "JPY"));

        assertThat(Pricing.price(List.of(line), "JPY", catalog).rounded().text())
                .isEqualTo("302");
    }

    @Test
    void refusesADiscontinuedProductWithoutAnAgreedPrice() {
        List<LineFault> faults = Pricing.faults(List.of(aLine("11", 1, "0"), aLine("5", 1, "0")), EUR, catalog);

        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.index()).isEqualTo(1);
            assertThat(fault.message()).contains("discontinued");
        });
    }

    @Test
    void quotesADiscontinuedProductUnderAnAgreedPrice() {
        assertThat(Pricing.faults(List.of(anAgreedLine("5", 1, "0", eur("17"))), EUR, catalog))
                .isEmpty();
    }

    @Test
    void refusesAProductTheCatalogDoesNotHave() {
        assertThat(Pricing.faults(List.of(aLine("99", 1, "0")), EUR, catalog))
                .extracting(LineFault::field)
                .containsExactly("productId");
    }

    @Test
    void refusesAPriceInAnotherCurrency() {
        List<QuoteLine> lines = List.of(anAgreedLine("11", 1, "0", Money.of("14", "USD")));

        assertThat(Pricing.faults(lines, EUR, catalog)).hasSize(1);
        assertThat(Pricing.faults(List.of(aLine("11", 1, "0")), "USD", catalog)).hasSize(1);
    }

    @Test
    void anotherListPriceIsOtherEvidence() {
        Product dearer = aProduct("11", "22.00");
        List<QuoteLine> lines = List.of(aLine("11", 1, "0"));

        assertThat(dearer.productId()).isEqualTo(new ProductId("11"));
        assertThat(Pricing.price(lines, EUR, aCatalog(dearer)).evidenceHash())
                .isNotEqualTo(Pricing.price(lines, EUR, catalog).evidenceHash());
    }

    private String maxDiscount(QuoteLine... lines) {
        return Pricing.price(List.of(lines), EUR, catalog).maxDiscount().text();
    }
}
