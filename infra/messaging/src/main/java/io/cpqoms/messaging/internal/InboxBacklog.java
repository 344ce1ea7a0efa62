package io.cpqoms.messaging.internal;

import io.cpqoms.command.database.AcrossTenants;
import io.cpqoms.messaging.internal.Gauges.Waiting;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * Shows what waits in the database because it could not be handled: parked keys and messages, and dead letters by state, with
 * the age of the oldest. Consumers that are gone from the release are told of as long as something of theirs is left.
 */
@AcrossTenants
@ApplicationScoped
public class InboxBacklog {

    private static final String MEASURE = """
            select 'KEYS', consumer, count(*), extract(epoch from clock_timestamp() - min(parked_at))
              from inbox_parked_key group by consumer
            union all
            select 'MESSAGES', consumer, count(*), extract(epoch from clock_timestamp() - min(received_at))
              from inbox_parked group by consumer
            union all
            select state, consumer, count(*), extract(epoch from clock_timestamp() - min(first_failed_at))
              from dead_letter where state in ('OPEN', 'ASSIGNED', 'FIXED') group by consumer, state""";

    /** What waits, in the words of the query; a letter by its state. */
    private enum Kind {
        KEYS,
        MESSAGES,
        OPEN,
        ASSIGNED,
        FIXED
    }

    private record Place(Kind kind, String consumer) {}

    private final DataSource dataSource;
    private final Clock clock;
    private final Gauges gauges;
    private final Looks looks;
    private final Set<String> shown = ConcurrentHashMap.newKeySet();
    private volatile Map<Place, Waiting> waiting = Map.of();

    InboxBacklog(DataSource dataSource, MeterRegistry meters, Clock clock, Looks looks) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.gauges = new Gauges(meters);
        this.looks = looks;
    }

    /** Shows these consumers from now on, whether anything of theirs waits or not. */
    void begin(List<String> consumers) {
        consumers.forEach(this::show);
        looks.begin(Looks.Source.INBOX);
    }

    void measure() {
        Map<Place, Waiting> now = new HashMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(MEASURE);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                now.put(
                        new Place(Kind.valueOf(row.getString(1)), row.getString(2)),
                        Waiting.aged(row.getLong(3), row.getDouble(4), clock.instant()));
            }
        } catch (SQLException e) {
            throw new DatabaseFailure("What waits in the inbox could not be measured", e);
        }
        waiting = now;
        now.keySet().forEach(place -> show(place.consumer()));
        looks.succeeded(Looks.Source.INBOX);
    }

    private void show(String consumer) {
        if (!shown.add(consumer)) {
            return;
        }
        Tags tags = Tags.of("consumer", consumer);
        gauges.count(
                "cpq.inbox.parked.keys",
                "Keys that are held back, because an event of theirs fails or is missing",
                tags,
                () -> of(Kind.KEYS, consumer).count());
        gauges.age(
                "cpq.inbox.oldest.parked.age",
                "How long the first of the parked keys has been held back",
                tags,
                () -> of(Kind.KEYS, consumer).age(clock));
        gauges.count(
                "cpq.inbox.parked.messages",
                "Events that wait behind their parked keys",
                tags,
                () -> of(Kind.MESSAGES, consumer).count());
        for (Kind state : List.of(Kind.OPEN, Kind.ASSIGNED, Kind.FIXED)) {
            Tags ofState = tags.and("state", state.name().toLowerCase(Locale.ROOT));
            gauges.count(
                    "cpq.dead.letters.open",
                    "Dead letters that are neither resolved nor discarded; those in state open have no owner",
                    ofState,
                    () -> of(state, consumer).count());
            gauges.age(
                    "cpq.dead.letters.oldest.age",
                    "How long ago the oldest of them first failed; a redrive that fails makes none younger",
                    ofState,
                    () -> of(state, consumer).age(clock));
        }
    }

    private Waiting of(Kind kind, String consumer) {
        return waiting.getOrDefault(new Place(kind, consumer), Waiting.NOTHING);
    }
}
