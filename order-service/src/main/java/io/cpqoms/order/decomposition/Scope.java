package io.cpqoms.order.decomposition;

import io.cpqoms.values.LineId;

/** What a task serves. */
public sealed interface Scope {

    /** One line of the order. */
    record OfLine(LineId lineId) implements Scope {}

    /** All lines together. */
    record WholeOrder() implements Scope {}
}
