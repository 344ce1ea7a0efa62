package io.cpqoms.workflow.process;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The decisions about fallouts that order-service has told. A decision may be told before its process has heard of the fallout: the
 * process looks here before it asks anybody, so that no question is put that is answered already.
 */
@ApplicationScoped
public class FalloutRepairs {

    private final DataSource dataSource;

    FalloutRepairs(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Keeps the decision; the first one stands, as at order-service. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void keep(FalloutRepair repair) {
        String sql = """
                insert into fallout_repair (tenant_id, fallout_id, repair, repaired_by, reason, repaired_at)
                values (?, ?, ?, ?, ?, ?) on conflict do nothing""";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, repair.order().tenantId());
            statement.setObject(2, repair.falloutId());
            statement.setString(3, repair.repair());
            statement.setString(4, repair.repairedBy());
            statement.setString(5, repair.reason());
            statement.setObject(6, repair.repairedAt().atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot keep the repair of " + repair.falloutId(), e);
        }
    }

    /** What was decided about a fallout of this order. */
    Optional<FalloutRepair> of(BusinessKey order, UUID falloutId) {
        String sql = """
                select repair, repaired_by, reason, repaired_at from fallout_repair
                where tenant_id = ? and fallout_id = ?""";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, order.tenantId());
            statement.setObject(2, falloutId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new FalloutRepair(
                                order,
                                falloutId,
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getObject(4, OffsetDateTime.class).toInstant()))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot look for the repair of " + falloutId, e);
        }
    }
}
