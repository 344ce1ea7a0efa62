package io.cpqoms.messaging.internal;

import io.cpqoms.command.database.AcrossTenants;
import io.cpqoms.messaging.MessagingConfig;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daily partitions of the inbox: made when a day's first message comes, dropped when the day is past retention.
 *
 * <p>A message id is a UUIDv7, which begins with its time; so a day is a range of ids. Ids that carry no time, or one that
 * retention is over for, are kept in the rest, which is purged by age. The watermarks stay for ever.
 */
@AcrossTenants
@ApplicationScoped
public class InboxDays {

    private static final Logger LOG = LoggerFactory.getLogger(InboxDays.class);
    private static final int VERSION_7 = 7;

    /** One at a time may make or drop days; the number is this table's own. */
    private static final String LOCK = "select pg_advisory_xact_lock(723019, 1)";

    /** Waits for nobody's lock on the tables for long: a batch would wait behind it. The next round tries again. */
    private static final String PATIENCE = "set local lock_timeout = '2s'";

    private static final String PURGE_REST =
            "delete from inbox_message_rest where committed_at < now() - make_interval(secs => ?)";

    private final DataSource dataSource;
    private final Clock clock;
    private final Duration retention;
    private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

    InboxDays(DataSource dataSource, Clock clock, MessagingConfig config) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.retention = config.inbox().retention();
    }

    /** Makes the days that the batch needs and that are not there yet, in a transaction of its own. */
    void prepare(List<Delivery> batch) {
        Instant now = clock.instant();
        List<LocalDate> missing = batch.stream()
                .map(Delivery::messageId)
                .filter(InboxDays::isTimed)
                .map(InboxDays::timeOf)
                .filter(time -> time.isAfter(now.minus(retention)) && time.isBefore(now.plus(EnvelopeReader.AHEAD)))
                .map(time -> time.atZone(ZoneOffset.UTC).toLocalDate())
                .distinct()
                .filter(day -> !known.contains(day))
                .toList();
        if (!missing.isEmpty()) {
            QuarkusTransaction.requiringNew().run(() -> missing.forEach(this::make));
            known.addAll(missing);
        }
    }

    /** Drops the days that retention is over for and purges the rest; answers the names of what went. */
    public List<String> dropOld() {
        LocalDate oldest =
                clock.instant().minus(retention).atZone(ZoneOffset.UTC).toLocalDate();
        List<String> dropped = QuarkusTransaction.requiringNew().call(() -> dropBefore(oldest));
        known.removeIf(day -> day.isBefore(oldest));
        if (!dropped.isEmpty()) {
            LOG.atInfo().addKeyValue("days", dropped).log("inbox days dropped");
        }
        return dropped;
    }

    private void make(LocalDate day) {
        try (Connection connection = dataSource.getConnection();
                Statement patience = connection.createStatement();
                PreparedStatement make = connection.prepareStatement("select inbox_day_make(?, ?, ?)")) {
            patience.execute(LOCK);
            patience.execute(PATIENCE);
            make.setObject(1, day);
            make.setObject(2, firstIdOf(day));
            make.setObject(3, firstIdOf(day.plusDays(1)));
            make.execute();
        } catch (SQLException e) {
            throw new DatabaseFailure("The inbox's partition of " + day + " could not be made", e);
        }
    }

    private List<String> dropBefore(LocalDate oldest) {
        List<String> dropped = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement patience = connection.createStatement();
                PreparedStatement drop = connection.prepareStatement("select inbox_days_drop(?)");
                PreparedStatement purge = connection.prepareStatement(PURGE_REST)) {
            patience.execute(PATIENCE);
            patience.execute(LOCK);
            drop.setObject(1, oldest);
            try (ResultSet days = drop.executeQuery()) {
                while (days.next()) {
                    dropped.add(days.getString(1));
                }
            }
            purge.setDouble(1, retention.toSeconds());
            purge.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFailure("Old days of the inbox could not be dropped", e);
        }
        return dropped;
    }

    /** Whether the id is a UUIDv7, which begins with its time. */
    static boolean isTimed(UUID id) {
        return id.version() == VERSION_7;
    }

    static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** The smallest UUID of a day; PostgreSQL orders UUIDs byte by byte. */
    private static UUID firstIdOf(LocalDate day) {
        return new UUID(day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli() << 16, 0);
    }
}
