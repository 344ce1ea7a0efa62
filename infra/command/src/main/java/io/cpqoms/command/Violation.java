package io.cpqoms.command;

import java.util.Comparator;

/** One field that is wrong, and what would be right. The field is a path as the client wrote it: {@code lines[0].quantity}. */
public record Violation(String field, String message) {

    static final Comparator<Violation> BY_FIELD =
            Comparator.comparing(Violation::field).thenComparing(Violation::message);
}
