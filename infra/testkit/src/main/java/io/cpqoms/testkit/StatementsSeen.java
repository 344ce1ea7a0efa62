package io.cpqoms.testkit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The statements that Hibernate sends while something is done in this JVM, as it logs them, so that a test can ask for the plan
 * of what is really sent and not of what somebody believes is sent.
 */
public record StatementsSeen(List<String> statements) {

    private static final String CATEGORY = "org.hibernate.SQL";

    public StatementsSeen {
        statements = List.copyOf(statements);
    }

    public static StatementsSeen during(Runnable work) {
        List<String> seen = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger(CATEGORY);
        Level before = logger.getLevel();
        Handler handler = new Collector(seen);
        handler.setLevel(Level.ALL);
        logger.addHandler(handler);
        logger.setLevel(Level.FINE);
        try {
            work.run();
        } finally {
            logger.setLevel(before);
            logger.removeHandler(handler);
        }
        return new StatementsSeen(seen);
    }

    /** The one statement that has this text in it. */
    public String only(String text) {
        List<String> fitting = statements.stream()
                .filter(statement -> statement.contains(text))
                .toList();
        if (fitting.size() != 1) {
            throw new AssertionError(fitting.size() + " statements have \"" + text + "\" among " + statements);
        }
        return fitting.getFirst();
    }

    /** How the database would answer a statement, whatever its parameters are; a page is of 50 rows. */
    public static String plan(Rows rows, String statement) {
        String page = statement.replace("offset ? rows fetch first ? rows only", "fetch first 51 rows only");
        int parameters = 0;
        while (page.contains("?")) {
            parameters++;
            page = page.replaceFirst("\\?", "\\$" + parameters);
        }
        String nothing = String.join(", ", Collections.nCopies(parameters, "null"));
        try (Connection connection = rows.open();
                Statement plain = connection.createStatement()) {
            // The plan is the service's, behind the walls between tenants.
            plain.execute("set role cpq_service");
            plain.execute("set cpq.tenant = 'anybody'");
            plain.execute("set plan_cache_mode = force_generic_plan");
            plain.execute("prepare seen as " + page);
            return lines(plain, "explain execute seen(" + nothing + ")");
        } catch (SQLException e) {
            throw new IllegalStateException("no plan of " + page, e);
        }
    }

    private static String lines(Statement plain, String explain) throws SQLException {
        try (ResultSet lines = plain.executeQuery(explain)) {
            StringBuilder plan = new StringBuilder();
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
            return plan.toString();
        }
    }

    private static final class Collector extends Handler {

        private final List<String> seen;

        Collector(List<String> seen) {
            this.seen = seen;
        }

        @Override
        public void publish(LogRecord statement) {
            seen.add(statement.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
