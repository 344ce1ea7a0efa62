package io.cpqoms.quote.pricing;

import io.cpqoms.quote.catalog.ChargeKind;
import io.cpqoms.values.LineId;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The price of a whole quote.
 *
 * @param totals what is owed once, first and always, then what is owed each period, shortest first
 * @param maxDiscount the largest effective discount of a charge, which is what the approval policy looks at
 * @param evidenceHash SHA-256 of everything the price depends on; same inputs, same hash
 */
public record PricedQuote(
        List<PricedLine> lines, List<PriceTotal> totals, Percentage maxDiscount, String evidenceHash) {

    public PricedQuote {
        lines = List.copyOf(lines);
        totals = List.copyOf(totals);
    }

    /** What is owed once. */
    public PriceTotal oneTime() {
        return totals.getFirst();
    }

    /** What is owed each period, shortest first. */
    public List<PriceTotal> recurring() {
        return totals.subList(1, totals.size());
    }

    /** Whether a charge is owed once, or nothing is owed at all. */
    public boolean isAnythingOwedOnce() {
        return recurring().isEmpty()
                || lines.stream()
                        .flatMap(line -> line.charges().stream())
                        .anyMatch(charge -> charge.kind() == ChargeKind.ONE_TIME);
    }

    /** The lines with each charge's share of the rounded totals, also where a former release priced them, which made none. */
    public List<PricedLine> linesWithShares() {
        return Totals.of(lines, exact().currency()).lines();
    }

    /** What is owed once, at list prices. */
    public Optional<Money> list() {
        return oneTime().list();
    }

    /** What is owed once, unrounded. */
    public Money exact() {
        return oneTime().exact();
    }

    /** What is owed once, rounded. */
    public Money rounded() {
        return oneTime().rounded();
    }

    /** Each line that stands for itself with its components behind it. */
    public Map<LineId, List<PricedLine>> linesWithComponents() {
        Map<LineId, List<PricedLine>> together = new LinkedHashMap<>();
        List<PricedLine> open = new ArrayList<>();
        for (PricedLine line : lines) {
            if (line.parentLineId().isEmpty()) {
                open = new ArrayList<>();
                together.put(line.lineId(), open);
            }
            open.add(line);
        }
        return together;
    }
}
