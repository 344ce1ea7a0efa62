package io.cpqoms.quote.lifecycle;

import io.cpqoms.quote.catalog.BillingPeriod;
import io.cpqoms.quote.configuration.Configuration;
import io.cpqoms.quote.pricing.ChargeTerms;
import io.cpqoms.quote.pricing.PriceTotal;
import io.cpqoms.quote.pricing.PricedLine;
import io.cpqoms.quote.pricing.PricedQuote;
import io.cpqoms.quote.pricing.QuoteLine;
import io.cpqoms.values.LineId;
import io.cpqoms.values.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What changed from one revision of a quote to another. A line keeps its id from revision to revision, so it is the same line when it
 * sells something else.
 *
 * @param lines the lines that differ, those of the second revision first, in its order
 * @param unchanged how many lines are the same
 */
public record RevisionComparison(QuoteRevision from, QuoteRevision to, List<LineChange> lines, int unchanged) {

    public RevisionComparison {
        lines = List.copyOf(lines);
    }

    /**
     * A line as a revision has it.
     *
     * @param prices of the line and then of its components; none where the revision has no price
     */
    public record Side(QuoteLine line, List<PricedLine> prices) {

        /** Whether it sells the same for the same; a price that only one of them has yet is no difference. */
        boolean sameAs(Side other) {
            return line.productId().equals(other.line.productId())
                    && line.quantity().equals(other.line.quantity())
                    && line.discount().value().compareTo(other.line.discount().value()) == 0
                    && same(
                            Optional.ofNullable(line.agreedUnitPrice()),
                            Optional.ofNullable(other.line.agreedUnitPrice()))
                    && ChargeTerms.same(line.charges(), other.line.charges())
                    && line.configuration()
                            .orElse(Configuration.NOTHING)
                            .comesToTheSameAs(other.line.configuration().orElse(Configuration.NOTHING))
                    && (prices.isEmpty() || other.prices.isEmpty() || nets().equals(other.nets()));
        }

        private static boolean same(Optional<Money> one, Optional<Money> other) {
            return one.isEmpty() || other.isEmpty()
                    ? one.isEmpty() && other.isEmpty()
                    : one.get().amount().compareTo(other.get().amount()) == 0;
        }

        Optional<Money> net() {
            return prices.stream().map(PricedLine::exactNet).reduce(Money::plus);
        }

        /** What each charge of the line and of its components comes to; a price is the same whatever zeros it is written with. */
        private Map<String, BigDecimal> nets() {
            Map<String, BigDecimal> nets = new LinkedHashMap<>();
            prices.forEach(priced -> priced.charges()
                    .forEach(charge -> nets.put(
                            priced.lineId() + "/" + charge.chargeId(),
                            charge.exactNet().amount().stripTrailingZeros())));
            return nets;
        }
    }

    /** One line that differs; a side is absent where the revision does not have it. */
    public record LineChange(LineId lineId, Optional<Side> before, Optional<Side> after) {

        /** Added, removed or changed. */
        public String kind() {
            return before.isEmpty() ? "added" : after.isEmpty() ? "removed" : "changed";
        }

        /** What the line's net of what is owed once goes up by; absent where a revision has no price. */
        public Optional<Money> difference() {
            return minus(net(after, before), net(before, after));
        }

        /** The net of a side; a line that is not there costs nothing. */
        private static Optional<Money> net(Optional<Side> side, Optional<Side> other) {
            return side.isPresent()
                    ? side.get().net()
                    : other.flatMap(Side::net).map(net -> Money.zero(net.currency()));
        }
    }

    /** Compares two revisions of one quote. */
    public static RevisionComparison of(QuoteRevision from, QuoteRevision to) {
        Map<LineId, Side> before = sides(from.quote());
        Map<LineId, Side> after = sides(to.quote());
        List<LineChange> changes = new ArrayList<>();
        after.forEach((id, side) -> {
            Side former = before.get(id);
            if (former == null || !side.sameAs(former)) {
                changes.add(new LineChange(id, Optional.ofNullable(before.get(id)), Optional.of(side)));
            }
        });
        int unchanged = after.size() - changes.size();
        before.forEach((id, side) -> {
            if (!after.containsKey(id)) {
                changes.add(new LineChange(id, Optional.of(side), Optional.empty()));
            }
        });
        return new RevisionComparison(from, to, changes, unchanged);
    }

    /** What is owed each period goes up by so much, shortest period first; empty where a revision has no price. */
    public SortedMap<BillingPeriod, Money> recurringDifference() {
        SortedMap<BillingPeriod, Money> differences = new TreeMap<>();
        to.quote()
                .state()
                .pricing()
                .ifPresent(after -> from.quote().state().pricing().ifPresent(before -> {
                    add(differences, after.recurring(), BigDecimal.ONE);
                    add(differences, before.recurring(), BigDecimal.ONE.negate());
                }));
        return differences;
    }

    private static void add(Map<BillingPeriod, Money> sums, List<PriceTotal> totals, BigDecimal sign) {
        totals.forEach(total -> total.period()
                .ifPresent(period -> sums.merge(period, total.rounded().times(sign), Money::plus)));
    }

    /** What is owed once goes up by so much, rounded; absent where a revision has no price. */
    public Optional<Money> difference() {
        return minus(
                to.quote().state().pricing().map(PricedQuote::rounded),
                from.quote().state().pricing().map(PricedQuote::rounded));
    }

    private static Optional<Money> minus(Optional<Money> after, Optional<Money> before) {
        return after.flatMap(high -> before.map(high::minus));
    }

    private static Map<LineId, Side> sides(Quote quote) {
        Map<LineId, List<PricedLine>> prices =
                quote.state().pricing().map(PricedQuote::linesWithComponents).orElse(Map.of());
        Map<LineId, Side> sides = new LinkedHashMap<>();
        quote.lines()
                .forEach(line ->
                        sides.put(line.lineId(), new Side(line, prices.getOrDefault(line.lineId(), List.of()))));
        return sides;
    }
}
