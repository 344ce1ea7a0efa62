package io.cpqoms.bench;

import io.cpqoms.messaging.internal.InboxUnderTest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * What one transaction per message costs a consumer, against one set-based transaction per batch: the library's watermarks
 * and inbox rows, and an effect of a row per message.
 */
final class InboxRates {

    private final Stage stage;

    InboxRates(Stage stage) {
        this.stage = stage;
    }

    void prepare() throws SQLException {
        stage.reset();
        try (Connection connection = stage.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table bench_effect (id uuid primary key, what text)");
        }
    }

    double perSecond(int messages, int batch) throws SQLException {
        try (Connection connection = stage.connect();
                PreparedStatement effect = connection.prepareStatement(
                        "insert into bench_effect select id, repeat('x', 100) from unnest(?::uuid[]) id")) {
            connection.setAutoCommit(false);
            InboxUnderTest inbox = new InboxUnderTest(always(connection));
            long begun = System.nanoTime();
            for (int done = 0; done < messages; done += batch) {
                List<UUID> claimed = inbox.record(batch);
                effect.setArray(1, connection.createArrayOf("uuid", claimed.toArray()));
                effect.executeUpdate();
                connection.commit();
            }
            return messages / ((System.nanoTime() - begun) / 1e9);
        }
    }

    /** As a pool does inside a transaction: the same connection for everybody, closed by nobody. */
    private static DataSource always(Connection connection) {
        ClassLoader loader = InboxRates.class.getClassLoader();
        Object kept = Proxy.newProxyInstance(loader, new Class<?>[] {Connection.class}, (self, method, arguments) -> {
            if (method.getName().equals("close")) {
                return null;
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
        return (DataSource)
                Proxy.newProxyInstance(loader, new Class<?>[] {DataSource.class}, (self, method, arguments) -> kept);
    }
}
