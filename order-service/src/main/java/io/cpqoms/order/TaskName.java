package io.cpqoms.order;

/** What a task does, in the catalog's words: reserve, ship, bill. */
public record TaskName(String value) {

    public TaskName {
        Token.require("task name", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
