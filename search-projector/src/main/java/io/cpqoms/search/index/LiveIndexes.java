package io.cpqoms.search.index;

import io.cpqoms.messaging.TransientFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Which index is live, one row a kind: the truth that writers go by and that {@link LiveAlias} makes queries follow.
 *
 * <p>A live batch shares the row until its transaction ends; a swap has it alone and names another index in the transaction
 * that also replaces the rows. So rows and index change together or not at all, wherever the process dies.
 *
 * <p>The same statement queues at an advisory lock first. On the row alone, those who share overtake whoever wants it alone:
 * three busy writers kept a swap waiting for 11 s, four for more than 20 s; behind the queue it waits for the batches under
 * way. After the wait {@code for share} reads the row as it is then, not as it was when the statement began.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class LiveIndexes {

    private static final long FIRST_LOCK = 7_083_265_100L;
    private static final String SHARE = """
            select index_name from projection_index
             where kind = ? and pg_advisory_xact_lock_shared(?) is not null
               for share""";
    private static final String HOLD = """
            select index_name from projection_index
             where kind = ? and pg_advisory_xact_lock(?) is not null
               for update""";
    private static final String ADOPT =
            "insert into projection_index (index_name, kind) values (?, ?) on conflict do nothing";
    private static final String BECOME = "update projection_index set index_name = ? where kind = ?";

    private final DataSource dataSource;

    LiveIndexes(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * The live indexes of the kinds, which stay live until the transaction ends.
     *
     * @throws TransientFailure when one is not set up yet
     */
    public Generation.Live shared(Collection<DocumentKind> kinds) {
        Map<DocumentKind, String> indexes = new EnumMap<>(DocumentKind.class);
        // Always in the same order, so that nobody waits in a circle.
        for (DocumentKind kind : kinds.stream().sorted().toList()) {
            indexes.put(kind, find(kind).orElseThrow(() -> notSetUp(kind)));
        }
        return new Generation.Live(indexes);
    }

    /** The live index of the kind, which stays live until the transaction ends; none before it was set up. */
    Optional<String> find(DocumentKind kind) {
        return lock(SHARE, kind);
    }

    /** Live batches wait until the transaction ends; those under way have ended when this returns. */
    public void hold(DocumentKind kind) {
        if (lock(HOLD, kind).isEmpty()) {
            throw notSetUp(kind);
        }
    }

    /** Another index becomes live when the transaction commits; call {@link #hold} before anything is compared. */
    public void become(DocumentKind kind, String index) {
        if (update(BECOME, kind, index) != 1) {
            throw notSetUp(kind);
        }
    }

    /** The first index of the kind; of several instances that start at once one decides. */
    String adopt(DocumentKind kind, String index) {
        update(ADOPT, kind, index);
        return find(kind).orElseThrow(() -> notSetUp(kind));
    }

    private static TransientFailure notSetUp(DocumentKind kind) {
        return new TransientFailure("No index of " + kind + " is live yet: projection_index has no row for "
                + kind.aggregateType() + " until OpenSearch has answered once");
    }

    private Optional<String> lock(String sql, DocumentKind kind) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, kind.aggregateType());
            query.setLong(2, FIRST_LOCK + kind.ordinal());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Which index of " + kind + " is live could not be read", e);
        }
    }

    private int update(String sql, DocumentKind kind, String index) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, index);
            statement.setString(2, kind.aggregateType());
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("That " + index + " is live could not be recorded", e);
        }
    }
}
