package io.cpqoms.notification.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.command.database.AcrossTenants;
import io.cpqoms.notification.channel.Notice;
import io.cpqoms.notification.rule.Recipient;
import io.cpqoms.values.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The intent rows, always touched several at a time. */
@ApplicationScoped
class Intents {

    private static final String ADD = """
            insert into notification_intent (id, tenant_id, cause_message_id, template, template_version, recipient, recipient_kind, channel,
                subject_type, subject_id, parameters, correlation_id, next_attempt_at, created_at, updated_at, due_since)
            select row.id, row.tenant_id, row.cause, row.template, row.version, row.recipient, row.kind, 'email',
                   row.subject_type, row.subject_id, row.parameters::jsonb, row.correlation, ?, ?, ?, ?
              from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[],
                          ?::text[], ?::uuid[])
                as row (id, tenant_id, cause, template, version, recipient, kind, subject_type, subject_id, parameters, correlation)
            on conflict (tenant_id, cause_message_id, template, recipient) do nothing""";

    private static final String CLAIM = """
            with due as (
                select id from notification_intent
                 where state in ('PENDING', 'WAITING') and next_attempt_at <= ?
                 order by next_attempt_at, id
                 limit ?
                   for update skip locked)
            update notification_intent i
               set state = 'SENDING', claim_id = ?, claimed_by = ?, claimed_at = ?, updated_at = ?, attempts = attempts + 1
              from due
             where i.id = due.id
            returning i.id, i.tenant_id, i.cause_message_id, i.correlation_id, i.template, i.template_version, i.recipient,
                      i.recipient_kind,
                      i.subject_type, i.subject_id, i.parameters, i.attempts, i.due_since,
                      (select c.email from contact c where c.tenant_id = i.tenant_id
                          and c.kind = i.recipient_kind and c.party_id = i.recipient) as email,
                      (select c.locale from contact c where c.tenant_id = i.tenant_id
                          and c.kind = i.recipient_kind and c.party_id = i.recipient) as locale""";

    /** An intent that was declared in doubt meanwhile is settled by a result of the very same claim. */
    private static final String CONCLUDE = """
            update notification_intent i
               set state = row.state, provider_message_id = row.provider, cause = row.cause,
                   next_attempt_at = coalesce(row.next, i.next_attempt_at), updated_at = ?,
                   version = i.version + case when row.state in ('SENT', 'FAILED') then 1 else 0 end
              from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
                as row (id, claim, state, provider, cause, next)
             where i.id = row.id and i.claim_id = row.claim and i.state in ('SENDING', 'UNKNOWN')
            returning i.id, i.version""";

    private static final String DOUBT = """
            update notification_intent
               set state = 'UNKNOWN', updated_at = ?,
                   cause = 'The service stopped while the message was being sent; nobody knows whether it was taken.'
             where state = 'SENDING' and (claimed_by = ? and claim_id <> all(?) or claimed_at < ?)""";

    private static final TypeReference<Map<String, Object>> PARAMETERS = new TypeReference<>() {};

    private static final String NEXT =
            "select min(next_attempt_at) from notification_intent where state in ('PENDING', 'WAITING')";

    private final DataSource dataSource;
    private final ObjectMapper json;
    private final Ids ids;
    private final Clock clock;

    Intents(DataSource dataSource, ObjectMapper json, Ids ids, Clock clock) {
        this.dataSource = dataSource;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /** Adds the intents that do not exist yet. @return how many were new */
    @Transactional(Transactional.TxType.MANDATORY)
    int add(List<NewIntent> intents) {
        OffsetDateTime now = now();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setObject(1, now);
            insert.setObject(2, now);
            insert.setObject(3, now);
            insert.setObject(4, now);
            Columns<NewIntent> columns = new Columns<>(connection, insert, 4, intents);
            columns.set("uuid", intent -> ids.next());
            columns.set("text", NewIntent::tenantId);
            columns.set("uuid", NewIntent::causeMessageId);
            columns.set("text", intent -> intent.wanted().template());
            columns.set("int4", NewIntent::templateVersion);
            columns.set("text", intent -> intent.wanted().recipient().id());
            columns.set("text", intent -> intent.wanted().recipient().kind().text());
            columns.set("text", intent -> intent.wanted().subject().type());
            columns.set("text", intent -> intent.wanted().subject().id());
            columns.set("text", intent -> written(intent.wanted().parameters()));
            columns.set("uuid", NewIntent::correlationId);
            return insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Intents could not be stored", e);
        }
    }

    /** Takes up to {@code limit} due intents; once this has committed, they may reach their recipients. */
    @AcrossTenants
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    List<Claimed> claim(String instance, int limit) {
        OffsetDateTime now = now();
        UUID claimId = ids.next();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setObject(1, now);
            claim.setInt(2, limit);
            claim.setObject(3, claimId);
            claim.setString(4, instance);
            claim.setObject(5, now);
            claim.setObject(6, now);
            List<Claimed> claimed = new ArrayList<>();
            try (ResultSet row = claim.executeQuery()) {
                while (row.next()) {
                    claimed.add(read(row, claimId));
                }
            }
            return claimed;
        } catch (SQLException e) {
            throw new IllegalStateException("Due intents could not be claimed", e);
        }
    }

    /** Records conclusions of claims that still stand. @return the intents that changed, with the version of the fact to tell, if any */
    @Transactional(Transactional.TxType.MANDATORY)
    Map<UUID, Integer> conclude(List<Conclusion> conclusions) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(CONCLUDE)) {
            update.setObject(1, now());
            Columns<Conclusion> columns = new Columns<>(connection, update, 1, conclusions);
            columns.set("uuid", conclusion -> conclusion.intent().notice().intentId());
            columns.set("uuid", conclusion -> conclusion.intent().claimId());
            columns.set("text", conclusion -> conclusion.state().name());
            columns.set("text", conclusion -> conclusion.providerMessageId().orElse(null));
            columns.set("text", conclusion -> conclusion.cause().orElse(null));
            columns.set(
                    "timestamptz",
                    conclusion -> conclusion
                            .nextAttemptAt()
                            .map(at -> at.atOffset(ZoneOffset.UTC))
                            .orElse(null));
            Map<UUID, Integer> changed = new HashMap<>();
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    changed.put(row.getObject(1, UUID.class), row.getInt(2));
                }
            }
            return changed;
        } catch (SQLException e) {
            throw new IllegalStateException("Conclusions could not be recorded", e);
        }
    }

    /**
     * Declares in doubt what an earlier life of this instance, or an instance that is gone, left in sending.
     *
     * @param own claims of this very process that are still being worked on
     */
    @AcrossTenants
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    int declareInDoubt(String instance, Set<UUID> own, Duration lease) {
        OffsetDateTime now = now();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(DOUBT)) {
            update.setObject(1, now);
            update.setString(2, instance);
            update.setArray(3, connection.createArrayOf("uuid", own.toArray()));
            update.setObject(4, now.minus(lease));
            return update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Left-over intents could not be marked", e);
        }
    }

    /** When the next intent is due, if any waits. */
    @AcrossTenants
    Optional<Instant> nextDue() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(NEXT);
                ResultSet row = query.executeQuery()) {
            row.next();
            return Optional.ofNullable(row.getObject(1, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
        } catch (SQLException e) {
            throw new IllegalStateException("Due intents could not be looked for", e);
        }
    }

    private Claimed read(ResultSet row, UUID claimId) throws SQLException {
        @Nullable String email = row.getString("email");
        Optional<Claimed.Reach> contact =
                email == null ? Optional.empty() : Optional.of(new Claimed.Reach(email, row.getString("locale")));
        Notice notice = new Notice(
                row.getObject("id", UUID.class),
                row.getString("template"),
                row.getInt("template_version"),
                row.getString("recipient"),
                row.getString("subject_type"),
                row.getString("subject_id"),
                read(row.getString("parameters")));
        return new Claimed(
                claimId,
                row.getString("tenant_id"),
                row.getObject("cause_message_id", UUID.class),
                row.getObject("correlation_id", UUID.class),
                notice,
                Recipient.Kind.of(row.getString("recipient_kind")),
                row.getInt("attempts"),
                row.getObject("due_since", OffsetDateTime.class).toInstant(),
                contact);
    }

    private String written(Map<String, Object> parameters) {
        try {
            return json.writeValueAsString(parameters);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Parameters cannot be written as JSON: " + e.getOriginalMessage());
        }
    }

    private Map<String, Object> read(String parameters) {
        try {
            return json.readValue(parameters, PARAMETERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored parameters are no JSON: " + e.getOriginalMessage());
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** Sets one array parameter after another, each a column of the rows. */
    private static final class Columns<T> {
        private final Connection connection;
        private final PreparedStatement statement;
        private final List<T> rows;
        private int index;

        Columns(Connection connection, PreparedStatement statement, int parametersBefore, List<T> rows) {
            this.connection = connection;
            this.statement = statement;
            this.index = parametersBefore;
            this.rows = rows;
        }

        void set(String type, Function<T, @Nullable Object> value) throws SQLException {
            index++;
            List<@Nullable Object> values = new ArrayList<>(rows.size());
            rows.forEach(row -> values.add(value.apply(row)));
            Array array = connection.createArrayOf(type, values.toArray());
            statement.setArray(index, array);
        }
    }
}
