package io.cpqoms.notification.delivery;

import io.cpqoms.command.database.AcrossTenants;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the intents that have long come to their end, a bounded number at a time. With an intent goes the memory that its
 * recipient was told; that is why {@link Notifications} tells nobody of facts that are older than that memory.
 */
@AcrossTenants
@ApplicationScoped
class FinishedIntents {

    private static final Logger LOG = LoggerFactory.getLogger(FinishedIntents.class);

    private static final String PURGE = """
            delete from notification_intent where id = any (array(
                select id from notification_intent
                 where state in ('SENT', 'FAILED', 'UNKNOWN') and updated_at < ?
                 order by updated_at limit ? for update skip locked))""";

    private final DataSource dataSource;
    private final DeliverySettings settings;
    private final Clock clock;

    FinishedIntents(DataSource dataSource, DeliverySettings settings, Clock clock) {
        this.dataSource = dataSource;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(
            identity = "purge-notifications",
            every = "${notification.delivery.purge-interval:PT10M}",
            concurrentExecution = ConcurrentExecution.SKIP)
    @Transactional
    void purge() {
        int gone = purge(settings.retention(), settings.purgeBatch());
        LOG.atDebug().addKeyValue("intents", gone).log("finished intents were purged");
    }

    /** Deletes up to {@code limit} of those that ended before the retention began, oldest first. @return how many */
    @Transactional
    int purge(Duration retention, int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete = connection.prepareStatement(PURGE)) {
            delete.setObject(1, clock.instant().minus(retention).atOffset(ZoneOffset.UTC));
            delete.setInt(2, limit);
            return delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Finished intents could not be purged", e);
        }
    }
}
