package io.cpqoms.order.decomposition;

import io.cpqoms.values.OrderId;
import java.util.List;

/** The outcome of decomposing an order: a plan, or why its lines and the catalog don't give one. */
public sealed interface Decomposition {

    /** The order can be fulfilled by this plan. */
    record Planned(Plan plan) implements Decomposition {}

    /** @param reason in business words, naming the line, product or task at fault */
    record Impossible(String reason) implements Decomposition {}

    /** Decomposes; a pure function, so the same arguments always give the same answer. */
    static Decomposition of(OrderId order, List<PlanLine> lines, CatalogRules rules) {
        return new Decomposer(order, lines, rules).decompose();
    }
}
