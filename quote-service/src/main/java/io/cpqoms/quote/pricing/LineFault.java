package io.cpqoms.quote.pricing;

/** Why a line cannot be quoted; the index is its place among the lines that were checked, the field and message are for people. */
public record LineFault(int index, String field, String message) {}
