package io.cpqoms.cli.demo;

import java.util.List;

/** The groups that the approval policy, the fallout rules and the letters about quotes address. */
public final class Parties {
    public static final String SALES = "sales-desk";
    public static final String MANAGERS = "sales-managers";
    public static final String DIRECTORS = "sales-directors";
    public static final String OPERATIONS = "order-operations";

    public static final List<String> GROUPS = List.of(SALES, MANAGERS, DIRECTORS, OPERATIONS);

    private Parties() {}
}
