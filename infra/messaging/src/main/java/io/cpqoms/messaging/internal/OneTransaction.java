package io.cpqoms.messaging.internal;

import java.sql.Connection;
import java.sql.SQLException;

/** Statements of a relay's session that count together or not at all. */
final class OneTransaction {

    private OneTransaction() {}

    /** What is done in it. */
    interface Work<T> {
        T done() throws SQLException;
    }

    /**
     * Commits what the work did; what it did before it failed is rolled back. Only then back to a statement at a time: that
     * commits whatever is open.
     */
    static <T> T of(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        T result;
        try {
            result = work.done();
            connection.commit();
        } catch (SQLException | RuntimeException | Error failure) {
            giveBack(connection, failure);
            throw failure;
        }
        connection.setAutoCommit(true);
        return result;
    }

    private static void giveBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException lost) {
            // The session is gone, and what it had not committed with it; the first failure says more.
            failure.addSuppressed(lost);
        }
    }
}
