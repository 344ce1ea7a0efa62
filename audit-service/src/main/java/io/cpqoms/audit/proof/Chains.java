package io.cpqoms.audit.proof;

import io.cpqoms.audit.trail.ChainHash;
import io.cpqoms.audit.trail.ChainHead;
import io.cpqoms.audit.trail.StoredFact;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import javax.sql.DataSource;

/**
 * Reads whole chains for verification.
 *
 * <p>Head and facts come from one snapshot, so that appends that go on meanwhile never look like tampering; rows stream
 * in pages, so that memory does not grow with the chain.
 */
@ApplicationScoped
class Chains {

    private static final int PAGE = 500;
    private static final String HEAD = "select last_sequence, last_hash from audit_chain where tenant_id = ?";
    private static final String FACTS =
            "select " + StoredFact.COLUMNS + " from audit_fact where tenant_id = ? order by sequence";

    private final DataSource dataSource;

    Chains(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Recomputes the tenant's chain. */
    ChainProof verify(String tenantId) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return verify(connection, tenantId);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The chain could not be read", e);
        }
    }

    private static ChainProof verify(Connection connection, String tenantId) throws SQLException {
        try (Statement snapshot = connection.createStatement()) {
            snapshot.execute("set transaction isolation level repeatable read read only");
        }
        ChainHead head = head(connection, tenantId);
        ChainVerification verification = new ChainVerification();
        try (PreparedStatement query = connection.prepareStatement(FACTS)) {
            query.setFetchSize(PAGE);
            query.setString(1, tenantId);
            try (ResultSet rows = query.executeQuery()) {
                boolean whole = true;
                while (whole && rows.next()) {
                    whole = verification.follow(StoredFact.read(rows));
                }
            }
        }
        return verification.finish(head);
    }

    private static ChainHead head(Connection connection, String tenantId) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(HEAD)) {
            query.setString(1, tenantId);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? new ChainHead(
                                tenantId,
                                row.getLong(1),
                                new ChainHash(HexFormat.of().formatHex(row.getBytes(2))))
                        : new ChainHead(tenantId, 0, ChainHash.GENESIS);
            }
        }
    }
}
