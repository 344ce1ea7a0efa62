package io.cpqoms.quote.pricing;

import static io.cpqoms.quote.Samples.EUR;
import static io.cpqoms.quote.Samples.aCatalog;
import static io.cpqoms.quote.Samples.aProduct;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.values.LineId;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** What holds for every price, whatever the lines are. */
@Tag("DOM-12")
class PricingPropertiesTest {

    private static final String CONTRACT_AMOUNT = "-?(0|[1-9]\\d{0,17})(\\.\\d{1,12})?";
    private static final BigDecimal HALF_CENT = new BigDecimal("0.005");

    private final PinnedCatalog catalog = aCatalog(aProduct("1", "18.00"), aProduct("2", "999999999.999999"));

    @Property(tries = 300)
    void theStepsOfALineAddUpToItsNet(@ForAll("quotes") List<QuoteLine> lines) {
        for (PricedLine line : Pricing.price(lines, EUR, catalog).lines()) {
            BigDecimal sum = line.waterfall().stream()
                    .filter(step -> step.step() != PriceStep.Kind.NET)
                    .map(step -> step.amount().amount())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum).isEqualByComparingTo(line.exactNet().amount());
        }
    }

    @Property(tries = 300)
    void aNetIsUnitPriceTimesQuantityLessDiscountWithoutAnyRounding(@ForAll("quotes") List<QuoteLine> lines) {
        for (PricedLine line : Pricing.price(lines, EUR, catalog).lines()) {
            BigDecimal hundredfold = line.unitPrice()
                    .amount()
                    .multiply(BigDecimal.valueOf(line.quantity().value()))
                    .multiply(BigDecimal.valueOf(100).subtract(line.discount().value()));
            assertThat(line.exactNet().amount().multiply(BigDecimal.valueOf(100)))
                    .isEqualByComparingTo(hundredfold);
        }
    }

    @Property(tries = 300)
    void theTotalIsTheSumOfTheNetsRoundedOnce(@ForAll("quotes") List<QuoteLine> lines) {
        PricedQuote price = Pricing.price(lines, EUR, catalog);
        BigDecimal sum =
                price.lines().stream().map(line -> line.exactNet().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);

        assertThat(price.exact().amount()).isEqualByComparingTo(sum);
        assertThat(price.rounded().amount()).isEqualTo(sum.setScale(2, RoundingMode.HALF_UP));
        assertThat(price.rounded().amount().subtract(sum).abs()).isLessThanOrEqualTo(HALF_CENT);
    }

    @Property(tries = 300)
    void everyFigureFitsTheContracts(@ForAll("quotes") List<QuoteLine> lines) {
        PricedQuote price = Pricing.price(lines, EUR, catalog);

        assertThat(price.exact().text()).matches(CONTRACT_AMOUNT);
        assertThat(price.lines())
                .allSatisfy(line -> assertThat(line.exactNet().text()).matches(CONTRACT_AMOUNT));
    }

    @Property(tries = 300)
    void theSameInputsGiveTheSameEvidenceWhateverTheirIdsAndTrailingZeros(@ForAll("quotes") List<QuoteLine> lines) {
        List<QuoteLine> same =
                lines.stream().map(PricingPropertiesTest::writtenDifferently).toList();

        assertThat(Pricing.price(same, EUR, catalog).evidenceHash())
                .isEqualTo(Pricing.price(lines, EUR, catalog).evidenceHash());
    }

    @Property(tries = 300)
    void oneMoreUnitIsOtherEvidence(@ForAll("quotes") List<QuoteLine> lines) {
        QuoteLine first = lines.getFirst();
        int more =
                first.quantity().value() == Quantity.MAX ? 1 : first.quantity().value() + 1;
        List<QuoteLine> other = new ArrayList<>(lines);
        other.set(
                0,
                new QuoteLine(
                        first.lineId(),
                        first.productId(),
                        new Quantity(more),
                        first.discount(),
                        first.agreedUnitPrice()));

        assertThat(Pricing.price(other, EUR, catalog).evidenceHash())
                .isNotEqualTo(Pricing.price(lines, EUR, catalog).evidenceHash());
    }

    @Provide
    Arbitrary<List<QuoteLine>> quotes() {
        Arbitrary<ProductId> products = Arbitraries.of("1", "2").map(ProductId::new);
        Arbitrary<Quantity> quantities =
                Arbitraries.integers().between(1, Quantity.MAX).map(Quantity::new);
        Arbitrary<Percentage> discounts = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.valueOf(100))
                .ofScale(4)
                .map(Percentage::new);
        Arbitrary<Money> agreed = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("999999999"))
                .ofScale(6)
                .map(amount -> new Money(amount, EUR));
        return Combinators.combine(products, quantities, discounts, agreed.injectNull(0.5))
                .as((product, quantity, discount, price) ->
                        new QuoteLine(new LineId(UUID.randomUUID()), product, quantity, discount, price))
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    private static QuoteLine writtenDifferently(QuoteLine line) {
        Money agreed = line.agreedUnitPrice();
        BigDecimal discount = line.discount().value().stripTrailingZeros();
        return new QuoteLine(
                new LineId(UUID.randomUUID()),
                line.productId(),
                line.quantity(),
                new Percentage(discount.scale() < 0 ? discount.setScale(0) : discount),
                agreed == null ? null : new Money(agreed.amount().stripTrailingZeros(), agreed.currency()));
    }
}
