package io.cpqoms.notification.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads intents for those who ask. */
@ApplicationScoped
class NotificationQueries {

    private static final String COLUMNS = """
            select id, state, template, template_version, recipient, channel, subject_type, subject_id, attempts,
                   provider_message_id, cause, correlation_id, created_at, updated_at
              from notification_intent
            """;
    private static final String ONE = COLUMNS + " where tenant_id = ? and id = ?";
    private static final String PAGE = COLUMNS + """
             where tenant_id = ?
               and (?::text is null or subject_id = ?)
               and (?::text is null or state = ?)
               and (?::uuid is null or id > ?)
             order by id
             limit ?""";
    private static final String COUNTS =
            "select state, count(*) from notification_intent where tenant_id = ? group by state order by state";

    private final DataSource dataSource;

    NotificationQueries(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What is asked for; ids grow with time, so that a page continues behind an id. */
    record Filter(Optional<String> subjectId, Optional<IntentState> state, Optional<UUID> after, int limit) {}

    List<NotificationView> page(String tenantId, Filter filter) {
        List<NotificationView> found = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(PAGE)) {
            query.setString(1, tenantId);
            for (int twice = 0; twice < 2; twice++) {
                query.setObject(2 + twice, filter.subjectId().orElse(null), Types.VARCHAR);
                query.setObject(4 + twice, filter.state().map(Enum::name).orElse(null), Types.VARCHAR);
                query.setObject(6 + twice, filter.after().orElse(null), Types.OTHER);
            }
            query.setInt(8, filter.limit());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(read(rows));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Notifications could not be read", e);
        }
        return found;
    }

    Optional<NotificationView> find(String tenantId, UUID notificationId) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(ONE)) {
            query.setString(1, tenantId);
            query.setObject(2, notificationId);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(read(rows)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The notification could not be read", e);
        }
    }

    /** How many notifications of the tenant are in each state. */
    Map<IntentState, Long> counts(String tenantId) {
        Map<IntentState, Long> counts = new LinkedHashMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(COUNTS)) {
            query.setString(1, tenantId);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    counts.put(IntentState.valueOf(rows.getString(1)), rows.getLong(2));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Notifications could not be counted", e);
        }
        return counts;
    }

    private static NotificationView read(ResultSet row) throws SQLException {
        return new NotificationView(
                row.getObject("id", UUID.class),
                IntentState.valueOf(row.getString("state")).contractName(),
                row.getString("template"),
                row.getInt("template_version"),
                row.getString("recipient"),
                row.getString("channel"),
                row.getString("subject_type"),
                row.getString("subject_id"),
                row.getInt("attempts"),
                Optional.ofNullable(row.getString("provider_message_id")),
                Optional.ofNullable(row.getString("cause")),
                row.getObject("correlation_id", UUID.class),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
