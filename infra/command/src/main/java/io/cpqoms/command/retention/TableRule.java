package io.cpqoms.command.retention;

import java.time.Duration;

/** What becomes of the rows of one table. */
public sealed interface TableRule {

    /** The table's name; one that ends in {@code *} stands for all that begin so. */
    String table();

    /** Default of {@code by} in {@link #purged}: every row goes when it is old enough. */
    String ALL = "true";

    /** Rows stay for as long as the database does. */
    record Kept(String table, String why) implements TableRule {
        public Kept {
            require(!why.isBlank(), table + " is kept without a reason");
        }
    }

    /** Rows go by a mechanism of their own, such as a ring of partitions or the removal of what they belong to. */
    record Removed(String table, String how) implements TableRule {
        public Removed {
            require(!how.isBlank(), table + " is removed nobody knows how");
        }
    }

    /**
     * Rows go when they are older than the retention.
     *
     * @param sql deletes a bounded number of rows; its parameters are the retention in seconds and the number
     */
    record Purged(String table, Duration retention, String sql) implements TableRule {
        public Purged {
            require(retention.isPositive(), "the retention of " + table + " is " + retention + "; it must be positive");
        }
    }

    static TableRule kept(String table, String why) {
        return new Kept(table, why);
    }

    static TableRule removed(String table, String how) {
        return new Removed(table, how);
    }

    /**
     * Rows of which {@code since}, an instant's column, lies longer back than the retention.
     *
     * @param by which rows may go at all, as a condition on the table; {@link #ALL} for every one
     */
    static TableRule purged(String table, Duration retention, String since, String by) {
        return new Purged(
                table,
                retention,
                "delete from " + table + " where ctid = any (array(select ctid from " + table + " where " + since
                        + " < now() - make_interval(secs => ?) and " + by + " limit ?))");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
