package io.cpqoms.search.projection;

import io.cpqoms.messaging.replay.Replayable.Comparison;
import io.cpqoms.messaging.replay.Replayable.Generation;
import io.cpqoms.search.index.DocumentKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The rows of a rebuild beside the live ones: whose they are, how they compare, and how they take over. */
@ApplicationScoped
class ShadowRows {

    private static final String PAIRS = " from (select * from projection_document where kind = ?) l"
            + " full join (select * from projection_rebuild where kind = ?) s using (tenant_id, kind, id)";

    private static final String COMPARE = """
            select count(l.version), count(s.version),
                   md5(coalesce(string_agg(tenant_id || id || l.version || md5(l.document::text), ',' order by tenant_id, id)
                       filter (where l.version is not null), '')),
                   md5(coalesce(string_agg(tenant_id || id || s.version || md5(s.document::text), ',' order by tenant_id, id)
                       filter (where s.version is not null), '')),
                   count(*) filter (where s.version is null),
                   count(*) filter (where s.version < l.version),
                   count(*) filter (where s.version = l.version and s.document <> l.document),
                   count(*) filter (where s.version > l.version),
                   count(*) filter (where l.version is null)""" + PAIRS;

    private static final String SAMPLE = """
            select tenant_id || ':' || id || case when s.version is null then ' is missing, live has version ' || l.version
                   when s.version < l.version then ' has version ' || s.version || ', live has ' || l.version
                   else ' differs from live at version ' || l.version end""" + PAIRS + """
             where s.version is null or s.version < l.version or (s.version = l.version and s.document <> l.document)
             order by 1 limit ?""";

    private static final String REPLACE = """
            insert into projection_document (tenant_id, kind, id, version, correlation_id, occurred_at, document)
            select tenant_id, kind, id, version, correlation_id, occurred_at, document
              from projection_rebuild where kind = ?
            on conflict (tenant_id, kind, id) do update
               set version = excluded.version, correlation_id = excluded.correlation_id,
                   occurred_at = excluded.occurred_at, document = excluded.document, projected_at = now()
             where projection_document.document <> excluded.document""";

    private final DataSource dataSource;

    ShadowRows(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Empties the table of the kind, unless the rows are this rebuild's own. */
    void claim(DocumentKind kind, UUID rebuildId) {
        int own = update(
                "update projection_rebuild_owner set rebuild_id = ? where kind = ? and rebuild_id = ?",
                rebuildId,
                kind.aggregateType(),
                rebuildId);
        if (own == 0) {
            clear(kind);
            update(
                    "insert into projection_rebuild_owner (kind, rebuild_id) values (?, ?)",
                    kind.aggregateType(),
                    rebuildId);
        }
    }

    void clear(DocumentKind kind) {
        update("delete from projection_rebuild where kind = ?", kind.aggregateType());
        update("delete from projection_rebuild_owner where kind = ?", kind.aggregateType());
    }

    long count(DocumentKind kind) {
        return read(
                        "select count(*) from projection_rebuild where kind = ?",
                        row -> row.getLong(1),
                        kind.aggregateType())
                .getFirst();
    }

    Comparison compare(DocumentKind kind, int samples) {
        String type = kind.aggregateType();
        List<String> differing = read(SAMPLE, row -> row.getString(1), type, type, samples);
        return read(
                        COMPARE,
                        row -> new Comparison(
                                new Generation(row.getLong(1), row.getString(3)),
                                new Generation(row.getLong(2), row.getString(4)),
                                row.getLong(5),
                                row.getLong(6),
                                row.getLong(7),
                                row.getLong(8),
                                row.getLong(9),
                                differing),
                        type,
                        type)
                .getFirst();
    }

    void replaceLive(DocumentKind kind) {
        update(REPLACE, kind.aggregateType());
    }

    /** A value of one row. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> read(String sql, Reading<T> reading, Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = bind(connection, sql, parameters);
                ResultSet rows = query.executeQuery()) {
            List<T> values = new ArrayList<>();
            while (rows.next()) {
                values.add(reading.of(rows));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException("The rebuilt rows could not be read", e);
        }
    }

    private int update(String sql, Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = bind(connection, sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The rebuilt rows could not be changed", e);
        }
    }

    private static PreparedStatement bind(Connection connection, String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
