package io.cpqoms.quote.lifecycle.web;

import java.util.Optional;

/** The number of a revision in a path or parameter. */
final class RevisionNumber {

    static final String PATTERN = "[1-9][0-9]{0,4}";

    private RevisionNumber() {}

    /** What is no number of a revision names none. */
    static Optional<Integer> of(String text) {
        return text.matches(PATTERN) ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
