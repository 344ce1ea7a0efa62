package io.cpqoms.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows in which a reader keeps {@link PartsSoFar}: one for each content, with the columns {@code tenant_id}, {@code parts}, {@code hash},
 * {@code telling}, {@code whole_at}, and two whose names the reader chose. What is made of the parts refers to this row with
 * {@code on delete cascade}, so that a content can be begun again.
 */
public final class PartsLedger {

    private final String begin;
    private final String read;
    private final String forget;
    private final String count;
    private final String whole;

    /**
     * @param table the table's name
     * @param id the column with the content's id
     * @param items the column with the number of items so far
     */
    public PartsLedger(String table, String id, String items) {
        String ofContent = " where tenant_id = ? and " + id + " = ?";
        begin = "insert into " + table + " (tenant_id, " + id + ", hash) values (?, ?, ?) on conflict do nothing";
        read = "select parts, " + items + ", hash, telling, whole_at is not null from " + table + ofContent
                + " for update";
        forget = "delete from " + table + ofContent;
        count = "update " + table + " set parts = ?, " + items + " = ?, hash = ?, telling = coalesce(?::uuid, telling)"
                + ofContent;
        whole = "update " + table + " set whole_at = now()" + ofContent;
    }

    /** Nothing is known of the content of a row from before there were parts. */
    private record Row(Optional<PartsSoFar> soFar, Optional<UUID> telling, boolean whole) {}

    /**
     * Counts a part, unless it says nothing new: it came before, or the content is whole. A first part of another message begins a content
     * again that isn't whole: what came of the former telling is deleted.
     *
     * @param part its number, from one on
     * @return whether its items count and have to be kept
     * @throws BadMessage when it isn't the next one
     */
    public boolean counts(Connection connection, ReceivedEvent event, Object id, int part, Iterable<JsonNode> items)
            throws SQLException {
        Row row = lock(connection, event.tenantId(), id);
        if (row.whole()) {
            return false;
        }
        PartsSoFar soFar = row.soFar().orElse(PartsSoFar.NOTHING);
        if (part == 1 && soFar.has(1) && !row.telling().equals(Optional.of(event.messageId()))) {
            execute(connection, forget, event.tenantId(), id);
            soFar = lock(connection, event.tenantId(), id).soFar().orElse(PartsSoFar.NOTHING);
        }
        if (soFar.has(part)) {
            return false;
        }
        PartsSoFar after = soFar.with(part, items);
        execute(
                connection,
                count,
                after.parts(),
                after.items(),
                after.hash(),
                part == 1 ? event.messageId() : null,
                event.tenantId(),
                id);
        return true;
    }

    /**
     * Makes the content whole, if all of it has come as the fact says; one that is whole is held to the fact again.
     *
     * @throws BadMessage when anything is missing or another
     */
    public void complete(Connection connection, ReceivedEvent fact, Object id, PartsSoFar told) throws SQLException {
        Row row = lock(connection, fact.tenantId(), id);
        row.soFar().ifPresent(soFar -> soFar.requireWhole(told));
        if (!row.whole()) {
            execute(connection, whole, fact.tenantId(), id);
        }
    }

    /**
     * Holds the keys of a part's items to those that could be added.
     *
     * @throws BadMessage with the first that was told before, in this part or in another
     */
    public static void requireNew(List<String> told, Collection<String> added) {
        List<String> repeated = new ArrayList<>(told);
        added.forEach(repeated::remove);
        if (!repeated.isEmpty()) {
            throw new BadMessage("Item " + repeated.getFirst() + " was told twice");
        }
    }

    private Row lock(Connection connection, String tenantId, Object id) throws SQLException {
        execute(connection, begin, tenantId, id, PartsSoFar.NOTHING.hash());
        try (PreparedStatement statement = prepare(connection, read, tenantId, id);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("The row of content " + id + " is not there");
            }
            int parts = row.getInt(1);
            int items = row.getInt(2);
            @Nullable String hash = row.getString(3);
            return new Row(
                    Optional.ofNullable(hash).map(known -> new PartsSoFar(parts, items, known)),
                    Optional.ofNullable(row.getObject(4, UUID.class)),
                    row.getBoolean(5));
        }
    }

    private static void execute(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
