package io.cpqoms.messaging.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the database carries a statement of the relay out, and how many pages it looks at for it. */
record Explained(List<String> plan) {

    private static final Pattern BUFFERS = Pattern.compile("^\\s*Buffers: shared (?:hit=(\\d+))?(?: ?read=(\\d+))?");

    /** As the relay's session does it, the second time: the first one looks tables and functions up as well. */
    static Explained of(RelayStage stage, String statement, @Nullable Object... parameters) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = stage.rows().open()) {
            connection.setAutoCommit(false);
            try (Statement settings = connection.createStatement()) {
                settings.execute("set role cpq_platform");
                settings.execute("set enable_seqscan = off");
                settings.execute("set enable_bitmapscan = off");
                settings.execute("set plan_cache_mode = force_generic_plan");
                settings.execute("set jit = off");
                settings.execute("set max_parallel_workers_per_gather = 0");
            }
            try (PreparedStatement explain = connection.prepareStatement("explain (analyze, buffers) " + statement)) {
                for (int i = 0; i < parameters.length; i++) {
                    explain.setObject(i + 1, parameters[i]);
                }
                explain.executeQuery().close();
                try (ResultSet plan = explain.executeQuery()) {
                    while (plan.next()) {
                        lines.add(plan.getString(1));
                    }
                }
            }
            connection.rollback();
        }
        return new Explained(lines);
    }

    /** Pages that the topmost node and all below it looked at. */
    int buffers() {
        Matcher line = plan.stream()
                .map(BUFFERS::matcher)
                .filter(Matcher::find)
                .findFirst()
                .orElseThrow();
        return number(line.group(1)) + number(line.group(2));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    @Override
    public String toString() {
        return String.join("\n", plan);
    }
}
