package io.cpqoms.audit.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.audit.trail.AuditFact;
import io.cpqoms.audit.trail.ChainedFact;
import io.cpqoms.audit.trail.StoredFact;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads conversations from the trail: everything that carries the correlation id of a quote or an order. */
@ApplicationScoped
class Timelines {

    /** Envelopes may have a megabyte each and a page only shows a sentence of each: few are in memory at a time. */
    private static final int ENVELOPES_AT_ONCE = 8;

    private static final String CONVERSATION = "select " + StoredFact.COLUMNS + """
             from audit_fact
             where tenant_id = ? and correlation_id in (
                   select correlation_id from audit_fact
                    where tenant_id = ? and aggregate_type = ? and aggregate_id = ?)
               and (occurred_at, sequence) > (?, ?)
             order by occurred_at, sequence
             limit ?
            """;
    private static final String SUBJECTS = """
            select distinct aggregate_type, aggregate_id from audit_fact
             where tenant_id = ? and aggregate_type in ('quote', 'order') and correlation_id in (
                   select correlation_id from audit_fact where tenant_id = ? and message_id = ? union all select ?::uuid)
             order by aggregate_type desc, aggregate_id
             limit 20""";
    private static final Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");
    private static final String COUNTS =
            "select topic, count(*) from audit_fact where tenant_id = ? group by topic order by topic";

    private final DataSource dataSource;
    private final ObjectMapper json;

    Timelines(DataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.json = json;
    }

    /** Names the conversation that a quote or order belongs to. */
    record Conversation(String tenantId, String aggregateType, String aggregateId) {}

    /** The facts of the conversation behind the place, in business order; empty when it is unknown. */
    List<TimelineEntry> of(Conversation conversation, Optional<TimelineEntry.Place> after, int limit) {
        try (Connection connection = dataSource.getConnection()) {
            // The driver only streams inside a transaction; otherwise it reads all rows before it gives the first.
            connection.setAutoCommit(false);
            try {
                return of(connection, conversation, after, limit);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The trail could not be read", e);
        }
    }

    private List<TimelineEntry> of(
            Connection connection, Conversation conversation, Optional<TimelineEntry.Place> after, int limit)
            throws SQLException {
        List<TimelineEntry> entries = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(CONVERSATION)) {
            query.setFetchSize(ENVELOPES_AT_ONCE);
            query.setString(1, conversation.tenantId());
            query.setString(2, conversation.tenantId());
            query.setString(3, conversation.aggregateType());
            query.setString(4, conversation.aggregateId());
            query.setObject(
                    5,
                    after.map(TimelineEntry.Place::occurredAt).orElse(BEGINNING).atOffset(ZoneOffset.UTC));
            query.setLong(6, after.map(TimelineEntry.Place::sequence).orElse(0L));
            query.setInt(7, limit);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    ChainedFact fact = StoredFact.read(rows);
                    entries.add(TimelineEntry.of(fact, summary(fact.fact())));
                }
            }
        }
        return entries;
    }

    /** The quotes, then the orders, of the conversation with this id or of this message's. */
    List<FactsResource.FactSubject> subjects(String tenantId, UUID id) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(SUBJECTS)) {
            query.setString(1, tenantId);
            query.setString(2, tenantId);
            query.setObject(3, id);
            query.setObject(4, id);
            List<FactsResource.FactSubject> subjects = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    subjects.add(new FactsResource.FactSubject(rows.getString(1), rows.getString(2)));
                }
            }
            return subjects;
        } catch (SQLException e) {
            throw new IllegalStateException("The trail could not be read", e);
        }
    }

    /** How many facts of the tenant each topic brought. */
    Map<String, Long> countsByTopic(String tenantId) {
        Map<String, Long> counts = new LinkedHashMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(COUNTS)) {
            query.setString(1, tenantId);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    counts.put(rows.getString(1), rows.getLong(2));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The trail could not be read", e);
        }
        return counts;
    }

    private String summary(AuditFact fact) {
        try {
            return FactSummaries.of(
                    fact.eventType(), json.readTree(fact.envelope()).path("payload"));
        } catch (JsonProcessingException e) {
            // Only somebody who changed the row can have done this; the timeline says so instead of failing.
            return "The recorded message cannot be read any more; ask /proof/verify.";
        }
    }
}
