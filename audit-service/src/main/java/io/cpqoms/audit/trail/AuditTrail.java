package io.cpqoms.audit.trail;

import io.cpqoms.messaging.EventTime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * The only writer of the trail: extends each tenant's chain by the facts of a batch.
 *
 * <p>The head row of a tenant stays locked until the batch commits. That serialises the appends of one tenant, which is
 * what gives the chain its order; a batch therefore costs four statements per tenant, whatever its size. Heads are taken
 * in the order of tenant ids, so that two batches never wait for each other.
 */
@ApplicationScoped
public class AuditTrail {

    private static final String OPEN_CHAIN =
            "insert into audit_chain (tenant_id) values (?) on conflict (tenant_id) do nothing";
    private static final String LOCK_HEAD =
            "select last_sequence, last_hash from audit_chain where tenant_id = ? for update";
    private static final String MOVE_HEAD =
            "update audit_chain set last_sequence = ?, last_hash = ? where tenant_id = ?";
    private static final String KNOWN = "select message_id from audit_fact where message_id = any(?)";
    private static final String INSERT = "insert into audit_fact (" + StoredFact.COLUMNS + ") select * from unnest("
            + "?::text[], ?::bigint[], ?::uuid[], ?::text[], ?::int[], ?::bigint[], ?::text[], ?::text[], ?::bigint[],"
            + " ?::text[], ?::timestamptz[], ?::timestamptz[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[],"
            + " ?::bytea[], ?::bytea[])";

    private final DataSource dataSource;

    AuditTrail(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Appends the facts that the trail does not hold yet, in the order given. @return how many were new */
    @Transactional(Transactional.TxType.MANDATORY)
    public int append(List<AuditFact> facts) {
        Map<String, List<AuditFact>> byTenant =
                facts.stream().collect(Collectors.groupingBy(AuditFact::tenantId, TreeMap::new, Collectors.toList()));
        try (Connection connection = dataSource.getConnection()) {
            int appended = 0;
            for (Map.Entry<String, List<AuditFact>> tenant : byTenant.entrySet()) {
                appended += append(connection, tenant.getKey(), tenant.getValue());
            }
            return appended;
        } catch (SQLException e) {
            throw new IllegalStateException("The trail could not be extended", e);
        }
    }

    private int append(Connection connection, String tenantId, List<AuditFact> facts) throws SQLException {
        ChainHead head = lockHead(connection, tenantId);
        List<ChainedFact> chained = head.extend(withoutKnown(connection, facts));
        if (!chained.isEmpty()) {
            insert(connection, chained);
            moveHead(connection, tenantId, chained.getLast());
        }
        return chained.size();
    }

    private static ChainHead lockHead(Connection connection, String tenantId) throws SQLException {
        try (PreparedStatement open = connection.prepareStatement(OPEN_CHAIN)) {
            open.setString(1, tenantId);
            open.executeUpdate();
        }
        try (PreparedStatement lock = connection.prepareStatement(LOCK_HEAD)) {
            lock.setString(1, tenantId);
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                return new ChainHead(tenantId, row.getLong(1), ChainHash.of(row.getBytes(2)));
            }
        }
    }

    /** The inbox forgets after its window; the trail itself remembers every message id, also in a late replay. */
    private static List<AuditFact> withoutKnown(Connection connection, List<AuditFact> facts) throws SQLException {
        Set<UUID> seen = new HashSet<>();
        Array ids = connection.createArrayOf(
                "uuid", facts.stream().map(AuditFact::messageId).toArray());
        try (PreparedStatement query = connection.prepareStatement(KNOWN)) {
            query.setArray(1, ids);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    seen.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return facts.stream().filter(fact -> seen.add(fact.messageId())).toList();
    }

    private static void insert(Connection connection, List<ChainedFact> chained) throws SQLException {
        Columns column = new Columns(connection, chained);
        column.of("text", c -> c.fact().tenantId());
        column.of("bigint", ChainedFact::sequence);
        column.of("uuid", c -> c.fact().messageId());
        column.of("text", c -> c.fact().source().topic());
        column.of("int", c -> c.fact().source().partition());
        column.of("bigint", c -> c.fact().source().offset());
        column.of("text", c -> c.fact().subject().aggregateType());
        column.of("text", c -> c.fact().subject().aggregateId());
        column.of("bigint", c -> c.fact().subject().aggregateVersion());
        column.of("text", c -> c.fact().eventType());
        column.of("text", c -> EventTime.format(c.fact().occurredAt()));
        column.of("text", c -> EventTime.format(c.fact().recordedAt()));
        column.of("uuid", c -> c.fact().correlationId());
        column.of("uuid", c -> c.fact().causationId());
        column.of("text", c -> c.fact().actor().kind().name().toLowerCase(Locale.ROOT));
        column.of("text", c -> c.fact().actor().subject());
        column.of("text", c -> c.fact().envelope());
        column.of("text", c -> "\\x" + c.previous().hex());
        column.of("text", c -> "\\x" + c.hash().hex());
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int i = 0; i < column.arrays.size(); i++) {
                insert.setArray(i + 1, column.arrays.get(i));
            }
            insert.executeUpdate();
        }
    }

    private static void moveHead(Connection connection, String tenantId, ChainedFact last) throws SQLException {
        try (PreparedStatement move = connection.prepareStatement(MOVE_HEAD)) {
            move.setLong(1, last.sequence());
            move.setBytes(2, last.hash().bytes());
            move.setString(3, tenantId);
            move.executeUpdate();
        }
    }

    /** One SQL array per column, in the order of {@link StoredFact#COLUMNS}. */
    private static final class Columns {
        private final Connection connection;
        private final List<ChainedFact> facts;
        private final List<Array> arrays = new ArrayList<>();

        Columns(Connection connection, List<ChainedFact> facts) {
            this.connection = connection;
            this.facts = facts;
        }

        void of(String type, Function<ChainedFact, Object> value) throws SQLException {
            arrays.add(connection.createArrayOf(type, facts.stream().map(value).toArray()));
        }
    }
}
