package io.cpqoms.quote.catalog;

import static io.cpqoms.quote.Samples.EUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.values.Money;
import io.cpqoms.values.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** Tiers against somebody who buys one unit after another. */
@Tag("DOM-03")
class TiersTest {

    @Property(tries = 300)
    void slabsCostWhatTheUnitsCostOneByOne(
            @ForAll("tiers") List<Tier> tiers, @ForAll @IntRange(min = 1, max = 80) int units) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int unit = 1; unit <= units; unit++) {
            sum = sum.add(priceAt(tiers, unit));
        }

        assertThat(new Tiers(Tiers.Kind.SLAB, tiers).of(new Quantity(units)).amount())
                .isEqualByComparingTo(sum);
    }

    @Property(tries = 300)
    void aRangeIsLookedUpByTheWholeQuantity(
            @ForAll("tiers") List<Tier> tiers, @ForAll @IntRange(min = 1, max = 80) int units) {
        assertThat(new Tiers(Tiers.Kind.RANGE, tiers).of(new Quantity(units)).amount())
                .isEqualByComparingTo(priceAt(tiers, units).multiply(BigDecimal.valueOf(units)));
    }

    @Property(tries = 300)
    void theNextTierIsTheFirstThatIsNotReached(
            @ForAll("tiers") List<Tier> tiers, @ForAll @IntRange(min = 1, max = 80) int units) {
        assertThat(new Tiers(Tiers.Kind.RANGE, tiers)
                        .next(new Quantity(units))
                        .map(Tier::from)
                        .orElse(Integer.MAX_VALUE))
                .isEqualTo(tiers.stream()
                        .mapToInt(Tier::from)
                        .filter(from -> from > units)
                        .min()
                        .orElse(Integer.MAX_VALUE));
    }

    @Provide
    Arbitrary<List<Tier>> tiers() {
        Arbitrary<List<Integer>> begins =
                Arbitraries.integers().between(2, 60).list().uniqueElements().ofMaxSize(6);
        Arbitrary<List<Integer>> cents =
                Arbitraries.integers().between(0, 100_000).list().ofSize(7);
        return Combinators.combine(begins, cents).as(TiersTest::tiers);
    }

    private static List<Tier> tiers(List<Integer> begins, List<Integer> cents) {
        List<Integer> sorted = begins.stream().sorted().toList();
        return IntStream.rangeClosed(0, sorted.size())
                .mapToObj(place -> new Tier(
                        place == 0 ? 1 : sorted.get(place - 1),
                        new Money(BigDecimal.valueOf(cents.get(place), 2), EUR)))
                .toList();
    }

    private static BigDecimal priceAt(List<Tier> tiers, int unit) {
        BigDecimal price = BigDecimal.ZERO;
        for (Tier tier : tiers) {
            if (unit >= tier.from()) {
                price = tier.unitPrice().amount();
            }
        }
        return price;
    }
}
