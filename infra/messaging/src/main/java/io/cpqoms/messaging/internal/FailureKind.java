package io.cpqoms.messaging.internal;

import com.fasterxml.jackson.core.JacksonException;
import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.FatalFailure;
import io.cpqoms.messaging.TransientFailure;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** What a failure means for the record behind it: try again, give it up, find out, or stop everything. */
public enum FailureKind {
    /** Something needed is away or busy: retry for as long as it takes. */
    TRANSIENT,
    /** The record is wrong: dead-letter at once. */
    BAD_DATA,
    /** Nobody knows: isolate the record, park its key, try a few times, then dead-letter. */
    UNKNOWN,
    /** The service itself is wrong, so that every record would fail: stop without committing, and page. */
    FATAL;

    /** SQL state classes: connection, transaction rollback, insufficient resources, operator intervention. */
    private static final Set<String> TRANSIENT_SQL_CLASSES = Set.of("08", "40", "53", "57");

    /** Lock not available; a server that became a standby; a lease that ended in silence. */
    private static final Set<String> TRANSIENT_SQL_STATES = Set.of("55P03", "25006", "25P03");

    /** Wrong password or role, no such database; missing privilege, table, column or function. */
    private static final Set<String> FATAL_SQL_STATES =
            Set.of("28000", "28P01", "3D000", "42501", "42P01", "42703", "42883");

    private static final int MAXIMUM_DEPTH = 20;

    /** The first failure in the chain of causes that says anything decides. */
    public static FailureKind of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAXIMUM_DEPTH; depth++) {
            Optional<FailureKind> kind = byItself(cause);
            if (kind.isPresent()) {
                return kind.get();
            }
            cause = cause.getCause();
        }
        return UNKNOWN;
    }

    private static Optional<FailureKind> byItself(Throwable failure) {
        return switch (failure) {
            case BadMessage bad -> Optional.of(BAD_DATA);
            case TransientFailure away -> Optional.of(TRANSIENT);
            case FatalFailure fatal -> Optional.of(FATAL);
            // One deep document or one broken assumption is the record's fault, not the virtual machine's.
            case StackOverflowError deep -> Optional.of(UNKNOWN);
            case AssertionError broken -> Optional.of(UNKNOWN);
            case Error broken -> Optional.of(FATAL);
            case SQLTransientException away -> Optional.of(TRANSIENT);
            case SQLRecoverableException away -> Optional.of(TRANSIENT);
            case SQLException sql -> ofSql(sql);
            case TimeoutException late -> Optional.of(TRANSIENT);
            // Jackson calls it input and output, but JSON that can't be read never can.
            case JacksonException unreadable -> Optional.empty();
            case IOException away -> Optional.of(TRANSIENT);
            default -> Optional.empty();
        };
    }

    private static Optional<FailureKind> ofSql(SQLException failure) {
        String state = failure.getSQLState();
        // Agroal reports an exhausted pool without a state.
        if (state == null
                || TRANSIENT_SQL_STATES.contains(state)
                || state.length() == 5 && TRANSIENT_SQL_CLASSES.contains(state.substring(0, 2))) {
            return Optional.of(TRANSIENT);
        }
        return FATAL_SQL_STATES.contains(state) ? Optional.of(FATAL) : Optional.empty();
    }
}
