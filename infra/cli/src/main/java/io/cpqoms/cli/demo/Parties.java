package io.cpqoms.cli.demo;

import java.util.List;

/** The groups that the approval policy and the fallout rules address. */
public final class Parties {
    public static final String MANAGERS = "sales-managers";
    public static final String DIRECTORS = "sales-directors";
    public static final String OPERATIONS = "order-operations";

    public static final List<String> GROUPS = List.of(MANAGERS, DIRECTORS, OPERATIONS);

    private Parties() {}
}
