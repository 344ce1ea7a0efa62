package io.cpqoms.messaging.internal;

import com.fasterxml.jackson.core.JacksonException;
import io.cpqoms.command.database.DatabaseTrouble;
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
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** How far a failure reaches, and so what is held because of it; the same words for the relay and for every consumer. */
public enum FailureScope {
    /** The record or row is wrong by itself: dead-letter or withhold it at once. */
    ROW,
    /** Nobody knows: isolate the record, hold its key, try a few times, then dead-letter. */
    KEY,
    /** A topic is missing or may not be written: hold what goes there, let everything else pass. */
    TOPIC,
    /** Something needed is away or busy: retry for as long as it takes. */
    DEPENDENCY,
    /** The service itself is wrong, so that every record would fail: take nothing, probe with one record, and page. */
    RELEASE;

    /** SQL state classes: connection, transaction rollback, insufficient resources, operator intervention. */
    private static final Set<String> TRANSIENT_SQL_CLASSES = Set.of("08", "40", "53", "57");

    /** Lock not available; a server that became a standby; a lease that ended in silence; a transaction that took too long. */
    private static final Set<String> TRANSIENT_SQL_STATES = Set.of("55P03", "25006", "25P03", "25P04");

    /** Wrong password or role, no such database; missing privilege, table, column or function. */
    private static final Set<String> RELEASE_SQL_STATES =
            Set.of("28000", "28P01", "3D000", "42501", "42P01", "42703", "42883");

    private static final int MAXIMUM_DEPTH = 20;

    /**
     * Of a failure to handle a record: the first in the chain of causes that says anything decides. Where none does, a database that is
     * away may hang as a suppressed failure on it: so the transaction manager tells of a commit that failed.
     */
    public static FailureScope of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAXIMUM_DEPTH; depth++) {
            Optional<FailureScope> scope = byItself(cause);
            if (scope.isPresent()) {
                return scope.get();
            }
            cause = cause.getCause();
        }
        return DatabaseTrouble.behind(failure).isPresent() ? DEPENDENCY : KEY;
    }

    /**
     * Of a failure to publish a row. A topic that the broker doesn't know is told as a timeout with that cause; any other
     * timeout means that the broker is away.
     */
    static FailureScope ofSending(Throwable failure) {
        return switch (failure) {
            case RecordTooLargeException large -> ROW;
            case SerializationException unwritable -> ROW;
            case InvalidTopicException nameless -> TOPIC;
            case TopicAuthorizationException forbidden -> TOPIC;
            case org.apache.kafka.common.errors.TimeoutException late
            when late.getCause() instanceof UnknownTopicOrPartitionException -> TOPIC;
            default -> DEPENDENCY;
        };
    }

    private static Optional<FailureScope> byItself(Throwable failure) {
        return switch (failure) {
            case BadMessage bad -> Optional.of(ROW);
            case TransientFailure away -> Optional.of(DEPENDENCY);
            case MovedDatabase moved -> Optional.of(DEPENDENCY);
            case FatalFailure fatal -> Optional.of(RELEASE);
            // One deep document or one broken assumption is the record's fault, not the virtual machine's.
            case StackOverflowError deep -> Optional.of(KEY);
            case AssertionError broken -> Optional.of(KEY);
            case Error broken -> Optional.of(RELEASE);
            case SQLTransientException away -> Optional.of(DEPENDENCY);
            case SQLRecoverableException away -> Optional.of(DEPENDENCY);
            case SQLException sql -> ofSql(sql);
            case TimeoutException late -> Optional.of(DEPENDENCY);
            // Jackson calls it input and output, but JSON that can't be read never can.
            case JacksonException unreadable -> Optional.empty();
            case IOException away -> Optional.of(DEPENDENCY);
            default -> Optional.empty();
        };
    }

    private static Optional<FailureScope> ofSql(SQLException failure) {
        String state = failure.getSQLState();
        // Agroal reports an exhausted pool without a state.
        if (state == null
                || TRANSIENT_SQL_STATES.contains(state)
                || state.length() == 5 && TRANSIENT_SQL_CLASSES.contains(state.substring(0, 2))) {
            return Optional.of(DEPENDENCY);
        }
        return RELEASE_SQL_STATES.contains(state) ? Optional.of(RELEASE) : Optional.empty();
    }
}
