package io.cpqoms.cli.proof;

/** The database of each service; the role of the same name owns it. */
public enum Store {
    QUOTE("quote"),
    ORDER("orders"),
    WORKFLOW("workflow"),
    SEARCH("search"),
    NOTIFICATION("notification"),
    AUDIT("audit");

    private final String database;

    Store(String database) {
        this.database = database;
    }

    public String database() {
        return database;
    }
}
