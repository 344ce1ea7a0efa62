package io.cpqoms.search.projection;

import io.cpqoms.search.index.DocumentKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * Keeps live batches and the swap of a rebuilt generation apart. Batches share it and don't notice each other; a swap has it
 * alone for the moment in which it catches up, compares and moves the alias.
 */
@ApplicationScoped
class SwapLock {

    private static final long FIRST = 7_083_265_100L;

    private final DataSource dataSource;

    SwapLock(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** A live batch writes these kinds until its transaction ends. */
    void writeLive(List<DocumentKind> kinds) {
        // Always in the same order, so that nobody waits in a circle.
        kinds.stream().sorted().forEach(kind -> take("select pg_advisory_xact_lock_shared(?)", kind));
    }

    void holdLive(DocumentKind kind) {
        take("select pg_advisory_xact_lock(?)", kind);
    }

    private void take(String how, DocumentKind kind) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement lock = connection.prepareStatement(how)) {
            lock.setLong(1, FIRST + kind.ordinal());
            lock.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("The lock between live batches and a swap could not be taken", e);
        }
    }
}
