package io.cpqoms.command;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The secret behind a service's cursors: made once by the database when its tables were made, the same for all instances, and
 * read once by each.
 *
 * <p>It lives beside the data it protects queries over, so it needs no file, no setting and no rotation: who can read it can
 * read the lists anyway.
 */
@ApplicationScoped
class CursorKey {

    private final DataSource dataSource;
    private volatile @Nullable CursorSeal seal;

    CursorKey(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    CursorSeal seal() {
        CursorSeal known = seal;
        if (known == null) {
            known = new CursorSeal(read());
            seal = known;
        }
        return known;
    }

    private byte[] read() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("select secret from cursor_key");
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("cursor_key is empty: the migration that makes it puts one row there");
            }
            return row.getBytes(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The key of cursors could not be read", e);
        }
    }
}
