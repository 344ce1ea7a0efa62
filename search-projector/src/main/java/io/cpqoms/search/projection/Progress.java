package io.cpqoms.search.projection;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;

/** Says how far the projection of a tenant has come. */
@ApplicationScoped
public class Progress {

    private static final String NEWEST = "select max(occurred_at) from projection_document where tenant_id = ?";

    private final DataSource dataSource;

    Progress(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** When the newest projected change of the tenant happened. */
    public Optional<Instant> newest(String tenantId) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(NEWEST)) {
            query.setString(1, tenantId);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The progress of the projection could not be read", e);
        }
    }
}
