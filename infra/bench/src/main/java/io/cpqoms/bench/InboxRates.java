package io.cpqoms.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * What one transaction per message costs a consumer, against one set-based transaction per batch: claim in the inbox,
 * watermark and an effect, with the statements of the library.
 */
final class InboxRates {

    private static final String CLAIM =
            "insert into bench_inbox select id, 'bench' from unnest(?::uuid[]) id" + " on conflict do nothing";
    private static final String WATERMARK = "insert into bench_watermark select k, 1 from unnest(?::text[]) k"
            + " on conflict (k) do update set version = excluded.version where bench_watermark.version < excluded.version";
    private static final String EFFECT =
            "insert into bench_effect select id, repeat('x', 100) from unnest(?::uuid[]) id";

    private final Stage stage;

    InboxRates(Stage stage) {
        this.stage = stage;
    }

    void prepare() throws SQLException, IOException {
        stage.reset();
        try (Connection connection = stage.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table bench_inbox (id uuid, consumer text, primary key (id, consumer))");
            statement.execute("create table bench_watermark (k text primary key, version bigint)");
            statement.execute("create table bench_effect (id uuid primary key, what text)");
        }
    }

    double perSecond(int messages, int batch) throws SQLException {
        try (Connection connection = stage.connect();
                PreparedStatement claim = connection.prepareStatement(CLAIM);
                PreparedStatement watermark = connection.prepareStatement(WATERMARK);
                PreparedStatement effect = connection.prepareStatement(EFFECT)) {
            connection.setAutoCommit(false);
            long begun = System.nanoTime();
            for (int done = 0; done < messages; done += batch) {
                UUID[] ids = new UUID[batch];
                String[] keys = new String[batch];
                for (int i = 0; i < batch; i++) {
                    ids[i] = UUID.randomUUID();
                    keys[i] = "acme:quote:" + ids[i];
                }
                claim.setArray(1, connection.createArrayOf("uuid", ids));
                claim.executeUpdate();
                watermark.setArray(1, connection.createArrayOf("text", keys));
                watermark.executeUpdate();
                effect.setArray(1, connection.createArrayOf("uuid", ids));
                effect.executeUpdate();
                connection.commit();
            }
            return messages / ((System.nanoTime() - begun) / 1e9);
        }
    }
}
