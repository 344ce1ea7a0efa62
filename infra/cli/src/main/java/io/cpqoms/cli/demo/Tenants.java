package io.cpqoms.cli.demo;

import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.client.Person;
import io.cpqoms.cli.client.Platform;

/** Finds a tenant without quotes, so that every run counts only what it did itself. */
public final class Tenants {
    private static final int MOST_RUNS = 1_000;

    private Tenants() {}

    /** The name itself when it is unused, else {@code name-2}, {@code name-3} … */
    public static String fresh(Platform platform, String name) {
        for (int run = 1; run <= MOST_RUNS; run++) {
            String tenant = run == 1 ? name : name + "-" + run;
            Person sales = new Person("demo", "sales", tenant);
            if (platform.quotes(sales).list(1).isEmpty()) {
                return tenant;
            }
        }
        throw new CpqFailure("a thousand runs of the demo are enough; start over with ./cpq reset");
    }
}
