package io.cpqoms.search.query;

import io.cpqoms.command.MoneyView;

/** The unrounded sum, and the sum rounded once. */
record FoundTotals(MoneyView exact, MoneyView rounded) {}
