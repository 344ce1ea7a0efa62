package io.cpqoms.workflow.process;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Finds the processes of a tenant, newest first, and counts them. */
@ApplicationScoped
public class ProcessRegister {

    private final DataSource dataSource;

    ProcessRegister(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Which processes to show; an absent part matches all. */
    public record Filter(
            String tenantId,
            @Nullable UUID subjectId,
            @Nullable String businessKey,
            @Nullable String processKey,
            @Nullable String state) {}

    /** Where a page ended. */
    public record Position(Instant linkedAt, String businessKey, String processKey) {}

    /** A process as its link tells it. */
    public record Entry(
            String processKey,
            String businessKey,
            String processInstanceId,
            UUID correlationId,
            Instant linkedAt,
            Optional<Instant> endedAt,
            Optional<String> outcome) {

        public Position position() {
            return new Position(linkedAt, businessKey, processKey);
        }
    }

    /** How many there are. */
    public record Count(long total, long running, long ended) {}

    public List<Entry> page(Filter filter, Optional<Position> after, int limit) {
        String sql = """
                select process_key, business_key, process_instance_id, correlation_id, linked_at, ended_at, outcome
                from process_link
                where tenant_id = ? and (?::uuid is null or subject_id = ?)
                  and (?::text is null or business_key = ?) and (?::text is null or process_key = ?)
                  and (?::text is null or (ended_at is null) = (? = 'running'))
                  and (?::timestamptz is null or (linked_at, business_key, process_key) < (?, ?, ?))
                order by linked_at desc, business_key desc, process_key desc limit ?""";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, filter.tenantId());
            statement.setObject(2, filter.subjectId());
            statement.setObject(3, filter.subjectId());
            setTwice(statement, 4, filter.businessKey());
            setTwice(statement, 6, filter.processKey());
            setTwice(statement, 8, filter.state());
            OffsetDateTime from =
                    after.map(p -> p.linkedAt().atOffset(ZoneOffset.UTC)).orElse(null);
            statement.setObject(10, from);
            statement.setObject(11, from);
            statement.setString(12, after.map(Position::businessKey).orElse(null));
            statement.setString(13, after.map(Position::processKey).orElse(null));
            statement.setInt(14, limit);
            return entries(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot list processes", e);
        }
    }

    public Count count(String tenantId, @Nullable String processKey) {
        String sql = """
                select count(*), count(*) filter (where ended_at is null), count(*) filter (where ended_at is not null)
                from process_link where tenant_id = ? and (?::text is null or process_key = ?)""";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, tenantId);
            setTwice(statement, 2, processKey);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Count(row.getLong(1), row.getLong(2), row.getLong(3));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot count processes", e);
        }
    }

    private static void setTwice(PreparedStatement statement, int from, @Nullable String value) throws SQLException {
        statement.setString(from, value);
        statement.setString(from + 1, value);
    }

    private static List<Entry> entries(PreparedStatement statement) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                entries.add(new Entry(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, UUID.class),
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(row.getObject(6, OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        Optional.ofNullable(row.getString(7))));
            }
        }
        return entries;
    }
}
