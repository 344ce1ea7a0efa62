package io.cpqoms.messaging.internal;

import com.fasterxml.jackson.core.JacksonException;
import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.TransientFailure;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

/** What a failure means for the record behind it: try again, or give it up, or find out. */
public enum FailureKind {
    /** Something needed is away or busy: retry for as long as it takes. */
    TRANSIENT,
    /** The record is wrong: dead-letter at once. */
    BAD_DATA,
    /** Nobody knows: isolate the record, try a few times, then dead-letter. */
    UNKNOWN;

    /** SQL state classes: connection, transaction rollback, insufficient resources, operator intervention. */
    private static final Set<String> TRANSIENT_SQL_CLASSES = Set.of("08", "40", "53", "57");

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final int MAXIMUM_DEPTH = 20;

    public static FailureKind of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAXIMUM_DEPTH; depth++) {
            if (cause instanceof BadMessage) {
                return BAD_DATA;
            }
            if (isTransient(cause)) {
                return TRANSIENT;
            }
            cause = cause.getCause();
        }
        return UNKNOWN;
    }

    /** Input and output that fail may work later; JSON that can't be read never does, though Jackson calls it input. */
    private static boolean isTransient(Throwable cause) {
        return cause instanceof TransientFailure
                || cause instanceof SQLTransientException
                || cause instanceof SQLRecoverableException
                || cause instanceof IOException && !(cause instanceof JacksonException)
                || cause instanceof SQLException sql && isTransient(sql);
    }

    private static boolean isTransient(SQLException failure) {
        String state = failure.getSQLState();
        // Agroal reports an exhausted pool without a state.
        return state == null
                || state.equals(LOCK_NOT_AVAILABLE)
                || state.length() == 5 && TRANSIENT_SQL_CLASSES.contains(state.substring(0, 2));
    }
}
