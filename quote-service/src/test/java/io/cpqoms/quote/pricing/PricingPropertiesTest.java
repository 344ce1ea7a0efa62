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
import io.cpqoms.values.LineId;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
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
    private static final BigDecimal CENT = new BigDecimal("0.01");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final PinnedCatalog catalog = aCatalog(
            aProduct("1", "18.00"),
            aProduct("2", "999999999.999999"),
            aProduct(
                    "3",
                    aCharge("setup", ChargeKind.ONE_TIME, ChargePrice.of(eur("99.990001"))),
                    aCharge("monthly", ChargeKind.RECURRING, tiered(Tiers.Kind.RANGE)),
                    aCharge("use", ChargeKind.USAGE, ChargePrice.of(eur("0.000123")))),
            aProduct("4", aCharge("monthly", ChargeKind.RECURRING, tiered(Tiers.Kind.SLAB))));

    @Property(tries = 300)
    void theStepsOfAChargeAddUpToItsNet(@ForAll("quotes") List<QuoteLine> lines) {
        assertThat(charges(price(lines))).allSatisfy(charge -> {
            BigDecimal sum = charge.waterfall().stream()
                    .filter(step -> step.step() != PriceStep.Kind.NET)
                    .map(step -> step.amount().amount())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum).isEqualByComparingTo(charge.exactNet().amount());
        });
    }

    @Property(tries = 300)
    void aNetIsUnitPriceTimesQuantityLessDiscountWithoutAnyRounding(@ForAll("quotes") List<QuoteLine> lines) {
        for (PricedLine line : price(lines).lines()) {
            for (PricedCharge charge : line.charges()) {
                int units =
                        charge.kind() == ChargeKind.USAGE ? 1 : line.quantity().value();
                charge.unitPrice()
                        .ifPresent(unit -> assertThat(charge.exactNet().amount().multiply(HUNDRED))
                                .isEqualByComparingTo(unit.amount()
                                        .multiply(BigDecimal.valueOf(units))
                                        .multiply(HUNDRED.subtract(
                                                charge.discount().value()))));
            }
        }
    }

    @Property(tries = 300)
    void eachTotalIsTheSumOfItsNetsRoundedOnce(@ForAll("quotes") List<QuoteLine> lines) {
        PricedQuote price = price(lines);
        for (PriceTotal total : price.totals()) {
            BigDecimal sum = sum(of(price, total).map(PricedCharge::exactNet));

            assertThat(total.exact().amount()).isEqualByComparingTo(sum);
            assertThat(total.rounded().amount()).isEqualTo(sum.setScale(2, RoundingMode.HALF_UP));
            assertThat(total.remainder().amount().abs()).isLessThanOrEqualTo(HALF_CENT);
        }
    }

    @Property(tries = 300)
    void theSharesAddUpToTheRoundedTotalAndNoneIsACentOff(@ForAll("quotes") List<QuoteLine> lines) {
        PricedQuote price = price(lines);
        for (PriceTotal total : price.totals()) {
            assertThat(sum(of(price, total).map(charge -> charge.rounded().orElseThrow())))
                    .isEqualByComparingTo(total.rounded().amount());
            assertThat(of(price, total))
                    .allSatisfy(charge -> assertThat(charge.rounded()
                                    .orElseThrow()
                                    .minus(charge.exactNet())
                                    .amount()
                                    .abs())
                            .isLessThan(CENT));
        }
    }

    @Property(tries = 300)
    void theOrderOfTheLinesDoesNotMatter(@ForAll("quotes") List<QuoteLine> lines, @ForAll Random random) {
        List<QuoteLine> shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, random);

        PricedQuote one = price(lines);
        PricedQuote other = price(shuffled);

        assertThat(other.totals())
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(one.totals());
        assertThat(other.evidenceHash()).isEqualTo(one.evidenceHash());
        assertThat(other.lines()).containsExactlyInAnyOrderElementsOf(one.lines());
    }

    @Property(tries = 300)
    void aGreaterDiscountIsNeverDearer(@ForAll("quotes") List<QuoteLine> lines, @ForAll("discounts") Percentage more) {
        List<QuoteLine> cheaper = lines.stream()
                .map(line -> line.discount().compareTo(more) < 0 ? with(line, more) : line)
                .toList();

        List<PricedCharge> before = charges(price(lines));
        List<PricedCharge> after = charges(price(cheaper));
        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i).exactNet().amount())
                    .isLessThanOrEqualTo(before.get(i).exactNet().amount());
        }
        assertThat(price(cheaper).maxDiscount())
                .isGreaterThanOrEqualTo(price(lines).maxDiscount());
    }

    @Property(tries = 300)
    void aLineThatNobodyTouchesNeverMoves(
            @ForAll("quotes") List<QuoteLine> lines, @ForAll("discounts") Percentage other) {
        List<QuoteLine> touched = new ArrayList<>(lines);
        touched.set(0, with(lines.getFirst(), other));

        assertThat(nets(price(touched)).subList(1, lines.size()))
                .isEqualTo(nets(price(lines)).subList(1, lines.size()));
    }

    @Property(tries = 300)
    void everyFigureFitsTheContracts(@ForAll("quotes") List<QuoteLine> lines) {
        PricedQuote price = price(lines);

        assertThat(price.totals()).allSatisfy(total -> {
            assertThat(total.exact().text()).matches(CONTRACT_AMOUNT);
            assertThat(total.remainder().text()).matches(CONTRACT_AMOUNT);
        });
        assertThat(charges(price))
                .allSatisfy(charge -> assertThat(charge.exactNet().text()).matches(CONTRACT_AMOUNT));
    }

    @Property(tries = 300)
    void theSameInputsGiveTheSameEvidenceWhateverTheirIdsAndTrailingZeros(@ForAll("quotes") List<QuoteLine> lines) {
        List<QuoteLine> same =
                lines.stream().map(PricingPropertiesTest::writtenDifferently).toList();

        assertThat(price(same).evidenceHash()).isEqualTo(price(lines).evidenceHash());
    }

    @Property(tries = 300)
    void oneMoreUnitIsOtherEvidence(@ForAll("quotes") List<QuoteLine> lines) {
        QuoteLine first = lines.getFirst();
        int more =
                first.quantity().value() == Quantity.MAX ? 1 : first.quantity().value() + 1;
        List<QuoteLine> other = new ArrayList<>(lines);
        other.set(
                0,
                aLine(
                        first.lineId(),
                        first.productId(),
                        new Quantity(more),
                        first.discount(),
                        first.agreedUnitPrice()));

        assertThat(price(other).evidenceHash()).isNotEqualTo(price(lines).evidenceHash());
    }

    @Provide
    Arbitrary<Percentage> discounts() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.valueOf(100))
                .ofScale(4)
                .map(Percentage::new);
    }

    @Provide
    Arbitrary<List<QuoteLine>> quotes() {
        Arbitrary<String> products = Arbitraries.of("1", "2", "3", "4");
        Arbitrary<Integer> quantities = Arbitraries.oneOf(
                Arbitraries.integers().between(1, Quantity.MAX),
                Arbitraries.integers().between(1, 120));
        Arbitrary<Money> agreed = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("999999999"))
                .ofScale(6)
                .map(amount -> new Money(amount, EUR));
        return Combinators.combine(products, quantities, discounts(), agreed.injectNull(0.5))
                .as((product, quantity, discount, price) -> aLine(
                        new LineId(UUID.randomUUID()),
                        new ProductId(product),
                        new Quantity(quantity),
                        discount,
                        product.equals("3") ? null : price))
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    private PricedQuote price(List<QuoteLine> lines) {
        return Pricing.price(lines, EUR, catalog);
    }

    private static List<PricedCharge> charges(PricedQuote price) {
        return price.lines().stream().flatMap(line -> line.charges().stream()).toList();
    }

    private static List<List<Money>> nets(PricedQuote price) {
        return price.lines().stream()
                .map(line -> line.charges().stream().map(PricedCharge::exactNet).toList())
                .toList();
    }

    private static Stream<PricedCharge> of(PricedQuote price, PriceTotal total) {
        return charges(price).stream()
                .filter(charge ->
                        charge.kind() == total.kind() && charge.period().equals(total.period()));
    }

    private static BigDecimal sum(Stream<Money> amounts) {
        return amounts.map(Money::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static ChargePrice tiered(Tiers.Kind kind) {
        List<Tier> tiers =
                List.of(new Tier(1, eur("10.333333")), new Tier(10, eur("9.50")), new Tier(100, eur("9.000001")));
        return new ChargePrice(
                eur("10.333333"), Optional.empty(), Optional.of(eur("7.77")), Optional.of(new Tiers(kind, tiers)));
    }

    private static QuoteLine with(QuoteLine line, Percentage discount) {
        return aLine(line.lineId(), line.productId(), line.quantity(), discount, line.agreedUnitPrice());
    }

    private static QuoteLine writtenDifferently(QuoteLine line) {
        Money agreed = line.agreedUnitPrice();
        BigDecimal discount = line.discount().value().stripTrailingZeros();
        return aLine(
                new LineId(UUID.randomUUID()),
                line.productId(),
                line.quantity(),
                new Percentage(discount.scale() < 0 ? discount.setScale(0) : discount),
                agreed == null ? null : new Money(agreed.amount().stripTrailingZeros(), agreed.currency()));
    }
}
