package io.cpqoms.messaging.internal;

import io.cpqoms.command.database.AcrossTenants;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** Measures what waits: parked keys and messages, open dead letters, and how old the oldest of them is. */
@AcrossTenants
@ApplicationScoped
public class InboxBacklog {

    private static final String MEASURE = """
            select (select count(*) from inbox_parked_key),
                (select count(*) from inbox_parked),
                (select coalesce(extract(epoch from clock_timestamp() - min(parked_at)), 0) from inbox_parked_key),
                (select count(*) from dead_letter where state in ('OPEN', 'ASSIGNED', 'FIXED')),
                (select coalesce(extract(epoch from clock_timestamp() - min(last_failed_at)), 0) from dead_letter
                    where state = 'OPEN')""";

    private final DataSource dataSource;
    private final AtomicLong[] values = new AtomicLong[5];

    InboxBacklog(DataSource dataSource, MeterRegistry meters) {
        this.dataSource = dataSource;
        String[] names = {
            "cpq.inbox.parked.keys",
            "cpq.inbox.parked.messages",
            "cpq.inbox.parked.oldest.seconds",
            "cpq.dead.letters.open",
            "cpq.dead.letters.unowned.oldest.seconds"
        };
        for (int i = 0; i < names.length; i++) {
            values[i] = meters.gauge(names[i], new AtomicLong());
        }
    }

    void measure() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(MEASURE);
                ResultSet row = select.executeQuery()) {
            row.next();
            for (int i = 0; i < values.length; i++) {
                values[i].set(row.getLong(i + 1));
            }
        } catch (SQLException e) {
            throw new DatabaseFailure("What waits in the inbox could not be measured", e);
        }
    }
}
