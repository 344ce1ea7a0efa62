package io.cpqoms.order;

import io.cpqoms.values.Token;

/** What a task does, in the catalog's words: reserve, ship, bill. */
public record TaskName(String value) {

    public TaskName {
        Token.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
