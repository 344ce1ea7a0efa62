package io.cpqoms.command.database;

import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every connection that leaves the pool the patience of whoever takes it. The limit is the client's own, on the socket: it costs no
 * round trip, and it is the only one that still works when the server is frozen or the network is cut.
 */
@Singleton
@Unremovable
class ConnectionBounds implements AgroalPoolInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionBounds.class);

    private final DatabasePatience patience;

    ConnectionBounds(DatabasePatience patience) {
        this.patience = patience;
    }

    @Override
    public void onConnectionAcquire(Connection connection) {
        limit(connection, patience.silence());
    }

    /** The pool's validation, which runs on its one thread, must not hang for long either. */
    @Override
    public void onConnectionReturn(Connection connection) {
        limit(connection, patience.idle());
    }

    private static void limit(Connection connection, Duration silence) {
        try {
            // The driver calls no executor: the limit is the socket's.
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(silence.toMillis()));
        } catch (SQLException closed) {
            LOG.atDebug().setCause(closed).log("connection is closed, its first statement will say so");
        }
    }
}
