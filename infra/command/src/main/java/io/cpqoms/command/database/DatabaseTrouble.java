package io.cpqoms.command.database;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;

/** What can be wrong with the database so that the same request may succeed a little later. */
public enum DatabaseTrouble {
    /** It answers, but a lock, a connection or the time for the statement was not to be had. */
    BUSY,
    /** It can't be reached, is starting or stopping, or went away in the middle. */
    AWAY;

    /** Lock not available, cancelled by a limit, too long idle or too long a transaction, deadlock, serialisation, no connection left. */
    private static final Set<String> BUSY_STATES =
            Set.of("55P03", "57014", "25P03", "25P04", "40P01", "40001", "53300", "53200");

    /** Shut down by an operator or a crash, starting up, a server that became a standby. */
    private static final Set<String> AWAY_STATES = Set.of("57P01", "57P02", "57P03", "57P05", "25006");

    private static final String CONNECTION_CLASS = "08";
    private static final int MOST_EXAMINED = 50;

    /**
     * The trouble behind a failure, whatever wraps it. What failed at a commit hangs as a suppressed failure on what the transaction
     * manager throws, so those are looked at as well; and a failure that names a state outweighs one that doesn't.
     */
    public static Optional<DatabaseTrouble> behind(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> open = new ArrayDeque<>();
        open.add(failure);
        Optional<DatabaseTrouble> vague = Optional.empty();
        while (!open.isEmpty() && seen.size() < MOST_EXAMINED) {
            Throwable next = open.removeFirst();
            if (!seen.add(next)) {
                continue;
            }
            if (next instanceof SQLException sql) {
                if (sql.getSQLState() != null) {
                    return ofState(sql.getSQLState()).or(() -> ofType(sql));
                }
                // The pool reports that there was no connection in time without a state.
                vague = Optional.of(BUSY);
            }
            if (next.getCause() != null) {
                open.add(next.getCause());
            }
            open.addAll(Arrays.asList(next.getSuppressed()));
        }
        return vague;
    }

    private static Optional<DatabaseTrouble> ofState(String state) {
        if (BUSY_STATES.contains(state)) {
            return Optional.of(BUSY);
        }
        boolean away = AWAY_STATES.contains(state) || state.startsWith(CONNECTION_CLASS);
        return away ? Optional.of(AWAY) : Optional.empty();
    }

    private static Optional<DatabaseTrouble> ofType(SQLException failure) {
        return failure instanceof SQLTransientException || failure instanceof SQLRecoverableException
                ? Optional.of(AWAY)
                : Optional.empty();
    }
}
