package io.cpqoms.audit.proof;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Looks for facts that never arrived: every aggregate counts its events from 1 without a hole, so a hole is a loss.
 *
 * <p>A fact that is still on its way looks like a hole only while a later one of the same aggregate is already here,
 * which the order of the topic rules out.
 */
@ApplicationScoped
class Completeness {

    private static final String GAPS = """
            with aggregate as (
                select aggregate_type, aggregate_id,
                       count(distinct aggregate_version) as recorded, max(aggregate_version) as highest
                  from audit_fact
                 where tenant_id = ?
                 group by aggregate_type, aggregate_id
                having count(distinct aggregate_version) <> max(aggregate_version)
                 order by aggregate_type, aggregate_id
                 limit ?)
            select a.aggregate_type, a.aggregate_id, a.recorded, a.highest,
                   array(select version
                           from generate_series(1, a.highest) as version
                          where not exists (
                                select 1 from audit_fact f
                                 where f.tenant_id = ? and f.aggregate_type = a.aggregate_type
                                   and f.aggregate_id = a.aggregate_id and f.aggregate_version = version)
                          order by version
                          limit 20) as missing
              from aggregate a
             order by a.aggregate_type, a.aggregate_id
            """;

    private final DataSource dataSource;

    Completeness(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The tenant's aggregates with holes, at most {@code limit}. */
    List<VersionGap> gaps(String tenantId, int limit) {
        List<VersionGap> gaps = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(GAPS)) {
            query.setString(1, tenantId);
            query.setInt(2, limit);
            query.setString(3, tenantId);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    gaps.add(new VersionGap(
                            rows.getString("aggregate_type"),
                            rows.getString("aggregate_id"),
                            rows.getLong("recorded"),
                            rows.getLong("highest"),
                            List.of((Long[]) rows.getArray("missing").getArray())));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The trail could not be read", e);
        }
        return gaps;
    }
}
