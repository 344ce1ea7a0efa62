package io.cpqoms.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * One session that changes a quote's first line: the quote locked and replaced, an event appended that is the last one but
 * for identity, version and quantity, the answer kept under its key.
 */
final class MinimalWrite {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COLUMNS = "shard, topic, record_key, event_type, schema_id, aggregate_type, value";
    private static final int FIRST_TEXT = 3;
    private static final int TEXTS = 5;

    private final Connection connection;
    private final PreparedStatement tenant;
    private final PreparedStatement lock;
    private final PreparedStatement replace;
    private final PreparedStatement event;
    private final PreparedStatement keep;

    /**
     * The service's last event of a quote, after which the program writes its own.
     *
     * @param version of the quote when it was written
     */
    record Former(long version, short shard, List<String> columns, String value) {}

    /** @param version before it */
    record Change(UUID quote, long version, String key, int quantity) {}

    MinimalWrite(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        tenant = connection.prepareStatement("select set_config('cpq.tenant', '" + QuoteStack.TENANT + "', true)");
        lock = connection.prepareStatement("select version, document from quote where quote_id = ? for update");
        replace = connection.prepareStatement("update quote set version = version + 1, document = ?::jsonb,"
                + " changed_at = clock_timestamp() where quote_id = ?");
        event = connection.prepareStatement("insert into outbox_message (" + COLUMNS
                + ", message_id, tenant_id, aggregate_id, aggregate_version, occurred_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, '" + QuoteStack.TENANT + "', ?, ?, clock_timestamp())");
        keep = connection.prepareStatement("insert into command_record"
                + " (tenant_id, operation, idempotency_key, subject, body_hash, status, headers, body)"
                + " values ('" + QuoteStack.TENANT + "', 'bench', ?, 'bench', ?, 200, '{}', ?)");
    }

    Former former(UUID quote) throws SQLException {
        tenant.execute();
        try (PreparedStatement last = connection.prepareStatement("select aggregate_version, " + COLUMNS
                + " from outbox_message where aggregate_id = ? order by aggregate_version desc limit 1")) {
            last.setString(1, quote.toString());
            try (ResultSet row = last.executeQuery()) {
                row.next();
                List<String> columns = new ArrayList<>();
                for (int column = FIRST_TEXT; column < FIRST_TEXT + TEXTS; column++) {
                    columns.add(row.getString(column));
                }
                return new Former(row.getLong(1), row.getShort(2), columns, row.getString("value"));
            }
        } finally {
            connection.rollback();
        }
    }

    /** @return the quote's document as it is now */
    String change(Change change, Former former) throws SQLException {
        try {
            tenant.execute();
            String document = locked(change);
            replace.setString(1, document);
            replace.setObject(2, change.quote());
            replace.executeUpdate();
            append(change, former);
            keep.setString(1, change.key());
            keep.setString(2, Integer.toHexString(change.hashCode()));
            keep.setString(3, document);
            keep.executeUpdate();
            connection.commit();
            return document;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        }
    }

    private String locked(Change change) throws SQLException {
        lock.setObject(1, change.quote());
        try (ResultSet row = lock.executeQuery()) {
            row.next();
            if (row.getLong(1) != change.version()) {
                throw new IllegalStateException("version " + row.getLong(1) + " instead of " + change.version());
            }
            return with(change.quantity(), row.getString(2));
        }
    }

    private void append(Change change, Former former) throws SQLException {
        UUID id = UUID.randomUUID();
        ObjectNode envelope = (ObjectNode) read(former.value());
        envelope.put("messageId", id.toString())
                .put("aggregateVersion", change.version() + 1)
                .put("occurredAt", Instant.now().toString());
        int column = 1;
        event.setShort(column++, former.shard());
        for (String text : former.columns()) {
            event.setString(column++, text);
        }
        event.setString(column++, with(change.quantity(), envelope));
        event.setObject(column++, id);
        event.setString(column++, change.quote().toString());
        event.setLong(column, change.version() + 1);
        event.executeUpdate();
    }

    private static String with(int quantity, String json) {
        return with(quantity, read(json));
    }

    /** Wherever the first line stands in it. */
    private static String with(int quantity, JsonNode json) {
        JsonNode line = json.findParent("quantity");
        if (line instanceof ObjectNode first) {
            first.put("quantity", quantity);
        }
        return json.toString();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
