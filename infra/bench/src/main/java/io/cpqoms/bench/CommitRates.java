package io.cpqoms.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How many business transactions commit per second: alone, with the outbox row, and in the ways that were not taken. */
final class CommitRates {

    /** What a transaction does beside its business write, which is one update, or for a command what a service writes. */
    enum Variant {
        WITHOUT_EVENT,
        OUTBOX_ROW,
        ROW_AND_NOTIFY,
        LOGICAL_MESSAGE,
        /** Nothing but one more round trip to the server. */
        EMPTY_STATEMENT,
        /** The same row in a table with neither segments nor secondary indexes. */
        BARE_ROW,
        COMMAND_WITHOUT_EVENT,
        COMMAND_WITH_ROW;

        private BusinessWrite business(Connection connection) throws SQLException {
            return switch (this) {
                case COMMAND_WITHOUT_EVENT, COMMAND_WITH_ROW -> new BusinessWrite.Command(connection);
                default -> new BusinessWrite.Update(connection);
            };
        }
    }

    private static final int WRITERS = 16;

    private final Stage stage;
    private final Duration time;

    CommitRates(Stage stage, Duration time) {
        this.stage = stage;
        this.time = time;
    }

    double perSecond(Variant variant) throws InterruptedException, ExecutionException {
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            long begun = System.nanoTime();
            List<Callable<Long>> work = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                work.add(() -> write(variant, begun + time.toNanos()));
            }
            long commits = 0;
            for (Future<Long> done : writers.invokeAll(work)) {
                commits += done.get();
            }
            return commits / ((System.nanoTime() - begun) / 1e9);
        }
    }

    private long write(Variant variant, long end) throws SQLException {
        try (Connection connection = stage.connect();
                BusinessWrite business = variant.business(connection);
                PreparedStatement insert = connection.prepareStatement(Events.INSERT);
                PreparedStatement bare =
                        connection.prepareStatement(Events.INSERT.replace("outbox_message", "bare_message"));
                PreparedStatement empty = connection.prepareStatement("select 1");
                PreparedStatement notify = connection.prepareStatement("select pg_notify('outbox', '0')");
                PreparedStatement message =
                        connection.prepareStatement("select pg_logical_emit_message(true, 'outbox', ?)")) {
            connection.setAutoCommit(false);
            long commits = 0;
            while (System.nanoTime() < end) {
                business.write();
                switch (variant) {
                    case WITHOUT_EVENT, COMMAND_WITHOUT_EVENT -> {}
                    case OUTBOX_ROW, COMMAND_WITH_ROW -> insert(insert);
                    case BARE_ROW -> insert(bare);
                    case EMPTY_STATEMENT -> empty.execute();
                    case ROW_AND_NOTIFY -> {
                        insert(insert);
                        notify.execute();
                    }
                    case LOGICAL_MESSAGE -> {
                        message.setString(1, Events.any());
                        message.execute();
                    }
                }
                connection.commit();
                commits++;
            }
            return commits;
        }
    }

    private static void insert(PreparedStatement insert) throws SQLException {
        Events.bind(insert);
        insert.executeUpdate();
    }
}
