package io.cpqoms.messaging.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rings a shard's bell for what other instances committed. Each of them tells of it by the session in which it waits for the
 * shard, once for all that it committed meanwhile and in a transaction of its own; the holder of the shard listens in another
 * session. A notice that is lost costs time: the relay looks at the table anyway, only less often.
 */
final class RelayNotices implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RelayNotices.class);
    private static final String CHANNEL = "cpq_outbox";
    private static final int LOOK_MILLIS = 5_000;

    private final int shard;
    private final Connecting connections;
    private final AfterCommit bell;
    private final Thread thread;
    private volatile boolean open = true;
    private @Nullable Connection connection;

    /** Opens a session with the database. */
    interface Connecting {
        Connection open() throws SQLException;
    }

    private RelayNotices(int shard, Connecting connections, AfterCommit bell) {
        this.shard = shard;
        this.connections = connections;
        this.bell = bell;
        this.thread = Thread.ofVirtual().name("outbox-notices-" + shard).unstarted(this::run);
    }

    /** Listens from now on until it is closed. */
    static RelayNotices listen(int shard, Connecting connections, AfterCommit bell) {
        RelayNotices notices = new RelayNotices(shard, connections, bell);
        notices.thread.start();
        return notices;
    }

    /** What an instance says that has committed rows of a shard that another one holds. */
    static String telling(int shard) {
        return "select pg_notify('" + CHANNEL + "', '" + shard + "')";
    }

    private void run() {
        while (open) {
            try (Connection listening = connections.open()) {
                keep(listening);
                listen(listening);
            } catch (SQLException e) {
                if (open) {
                    LOG.atWarn()
                            .addKeyValue("shard", shard)
                            .setCause(e)
                            .log("other instances' notices can't be heard now");
                    pause();
                }
            }
        }
    }

    private void listen(Connection listening) throws SQLException {
        try (Statement statement = listening.createStatement()) {
            statement.execute("listen " + CHANNEL);
        }
        PGConnection notified = listening.unwrap(PGConnection.class);
        while (open) {
            for (PGNotification notice : notified.getNotifications(LOOK_MILLIS)) {
                if (notice.getParameter().equals(Integer.toString(shard))) {
                    bell.wake(shard);
                }
            }
        }
    }

    /** Not to be left open by somebody who closes meanwhile. */
    private synchronized void keep(Connection listening) throws SQLException {
        connection = listening;
        if (!open) {
            listening.close();
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            open = false;
            if (connection != null) {
                try {
                    connection.abort(Runnable::run);
                } catch (SQLException e) {
                    LOG.atDebug().setCause(e).log("the session was gone already");
                }
            }
        }
        thread.interrupt();
    }
}
