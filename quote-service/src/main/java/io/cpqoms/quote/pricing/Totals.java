package io.cpqoms.quote.pricing;

import io.cpqoms.quote.catalog.BillingPeriod;
import io.cpqoms.quote.catalog.ChargeKind;
import io.cpqoms.values.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Adds the charges of each kind and period up, rounds each sum once, and gives every charge its share of the rounded sum: all begin with what
 * they have in whole minor units, and those with the largest remainders get one more until the shares add up. Which of several equal
 * remainders comes first depends on product and charge and only then on the line's id, not on the order of the lines.
 */
final class Totals {

    private static final Comparator<Key> ORDER = Comparator.comparing(Key::kind)
            .thenComparing(key -> key.period().map(BillingPeriod::months).orElse(0));

    private static final Comparator<Place> SHARE = Comparator.comparing(
                    Place::remainder, Comparator.comparing(Money::amount))
            .reversed()
            .thenComparing(place -> place.line().productId().value())
            .thenComparing(place -> place.charge().chargeId())
            .thenComparing(place -> place.line().lineId().value());

    private final String currency;
    private final Map<Key, List<Place>> groups = new TreeMap<>(ORDER);

    private record Key(ChargeKind kind, Optional<BillingPeriod> period) {}

    /** Where a charge stands: in which line, and as the which charge of it. */
    private record Place(int lineIndex, int chargeIndex, PricedLine line, Money whole) {

        PricedCharge charge() {
            return line.charges().get(chargeIndex);
        }

        Money remainder() {
            return charge().exactNet().minus(whole);
        }
    }

    private Totals(String currency) {
        this.currency = currency;
    }

    /** The totals, and the lines with each charge's share of the rounding. */
    record Added(List<PricedLine> lines, List<PriceTotal> totals) {}

    static Added of(List<PricedLine> lines, String currency) {
        Totals totals = new Totals(currency);
        totals.groups.put(new Key(ChargeKind.ONE_TIME, Optional.empty()), new ArrayList<>());
        for (int index = 0; index < lines.size(); index++) {
            totals.sort(index, lines.get(index));
        }
        return totals.added(lines);
    }

    private void sort(int index, PricedLine line) {
        for (int charge = 0; charge < line.charges().size(); charge++) {
            PricedCharge priced = line.charges().get(charge);
            if (priced.kind() != ChargeKind.USAGE) {
                groups.computeIfAbsent(new Key(priced.kind(), priced.period()), key -> new ArrayList<>())
                        .add(new Place(index, charge, line, priced.exactNet().roundedDown()));
            }
        }
    }

    private Added added(List<PricedLine> lines) {
        List<List<PricedCharge>> charges = new ArrayList<>();
        lines.forEach(line -> charges.add(new ArrayList<>(line.charges())));
        List<PriceTotal> totals = new ArrayList<>(groups.size());
        groups.forEach((key, places) -> {
            PriceTotal total = total(key, places);
            totals.add(total);
            share(
                    total.rounded(),
                    places,
                    (place, share) -> charges.get(place.lineIndex())
                            .set(place.chargeIndex(), place.charge().rounded(share)));
        });
        List<PricedLine> shared = new ArrayList<>(lines.size());
        for (int index = 0; index < lines.size(); index++) {
            shared.add(lines.get(index).with(charges.get(index)));
        }
        return new Added(shared, totals);
    }

    private PriceTotal total(Key key, List<Place> places) {
        Money exact = places.stream().map(place -> place.charge().exactNet()).reduce(Money.zero(currency), Money::plus);
        return new PriceTotal(
                key.kind(),
                key.period(),
                sum(places, PricedCharge::list),
                exact,
                exact.rounded(),
                places.isEmpty() ? Optional.empty() : sum(places, PricedCharge::cost),
                (int) places.stream()
                        .filter(place -> place.charge().isBelowFloor())
                        .count());
    }

    /** The sum, if every charge has it. */
    private Optional<Money> sum(List<Place> places, Function<PricedCharge, Optional<Money>> part) {
        return places.stream()
                .map(place -> part.apply(place.charge()))
                .reduce(Optional.of(Money.zero(currency)), (sum, next) -> sum.flatMap(so -> next.map(so::plus)));
    }

    private static void share(Money total, List<Place> places, BiConsumer<Place, Money> shares) {
        Money left = places.stream().map(Place::whole).reduce(total, Money::minus);
        Money minorUnit = total.minorUnit();
        for (Place place : places.stream().sorted(SHARE).toList()) {
            boolean more = left.amount().signum() > 0;
            shares.accept(place, more ? place.whole().plus(minorUnit) : place.whole());
            left = more ? left.minus(minorUnit) : left;
        }
    }
}
