package io.cpqoms.messaging.internal;

import io.cpqoms.command.database.AcrossTenants;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Refuses to start on a PostgreSQL that does not know what the inbox rests on: a watermark is moved and its former state read by one
 * statement ({@code returning old}), so that nothing gets between the two.
 */
@ApplicationScoped
class DatabaseVersion {

    private static final int OLDEST = 18;

    private final DataSource dataSource;

    DatabaseVersion(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @AcrossTenants
    void check(@Observes @Priority(2) StartupEvent starting) {
        try (Connection connection = dataSource.getConnection()) {
            refusal(connection.getMetaData().getDatabaseMajorVersion()).ifPresent(reason -> {
                throw new IllegalStateException(reason);
            });
        } catch (SQLException e) {
            throw new IllegalStateException("Which PostgreSQL this is can't be found out", e);
        }
    }

    /** Why nothing may start there, if so. */
    static Optional<String> refusal(int version) {
        return version >= OLDEST
                ? Optional.empty()
                : Optional.of("This is PostgreSQL " + version + "; messaging needs " + OLDEST
                        + " or later, which answers the old row of an upsert (returning old). Every consumer would fail at its first"
                        + " record. Upgrade the server, or point the service at one that is.");
    }
}
