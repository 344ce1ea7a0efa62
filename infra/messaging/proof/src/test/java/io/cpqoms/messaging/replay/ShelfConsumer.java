package io.cpqoms.messaging.replay;

import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.NewEvent;
import io.cpqoms.messaging.OrderPolicy;
import io.cpqoms.messaging.Outbox;
import io.cpqoms.messaging.ProcessingMode;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.messaging.TransientFailure;
import io.cpqoms.values.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A small projection that can be replayed in every mode, with faults that a test switches on. */
@ApplicationScoped
public class ShelfConsumer implements Replayable {

    static final String NAME = "search-projector.shelf";

    /** What goes wrong while a test wants it. */
    enum Fault {
        LIVE_IS_STUCK,
        VALIDATION_WRITES,
        VALIDATION_USES_ITS_BEANS
    }

    private final Set<Fault> faults = ConcurrentHashMap.newKeySet();
    private final AtomicInteger interruptions = new AtomicInteger();

    private final DataSource dataSource;
    private final Outbox outbox;

    ShelfConsumer(DataSource dataSource, Outbox outbox) {
        this.dataSource = dataSource;
        this.outbox = outbox;
    }

    void fault(Fault fault) {
        faults.add(fault);
    }

    void allIsWell() {
        faults.clear();
        interruptions.set(0);
    }

    /** The n-th batch that reaches the shadow from now on fails after it was written. */
    void interruptAtBatch(int number) {
        interruptions.set(number);
    }

    int interruptionsLeft() {
        return interruptions.get();
    }

    @Override
    public ConsumerDeclaration declaration() {
        return ConsumerDeclaration.named(NAME)
                .from("cpq.order.events.v1")
                .accepts("OrderCompleted", 1)
                .order(OrderPolicy.LATEST_WINS)
                .allows(ProcessingMode.REPLAY_REBUILD, ProcessingMode.REPLAY_VALIDATE_ONLY, ProcessingMode.SHADOW)
                .build();
    }

    @Override
    public void handle(List<ReceivedEvent> events) {
        if (faults.contains(Fault.LIVE_IS_STUCK)) {
            throw new TransientFailure("the live consumer is stuck, as the test wants it");
        }
        put("shelf", "", events);
    }

    @Override
    public Rebuild rebuild(UUID replayId) {
        return new Shadow();
    }

    @Override
    public Validation validation() {
        return (selectOnly, events) -> {
            if (faults.contains(Fault.VALIDATION_WRITES)) {
                selectOnly.createStatement().execute("delete from shelf");
            }
            if (faults.contains(Fault.VALIDATION_USES_ITS_BEANS)) {
                outbox.append(NewEvent.of("ReplayEnded", 1)
                        .onTopic("cpq.audit.events.v1")
                        .tenant("acme")
                        .aggregate("audit", UUID.randomUUID(), 1)
                        .occurredAt(Instant.now())
                        .correlation(UUID.randomUUID())
                        .causation(UUID.randomUUID())
                        .actor(Actor.service("test"))
                        .payload(ReplayIT.endedPayload()));
            }
            return missing(selectOnly, events);
        };
    }

    private static List<String> missing(Connection selectOnly, List<ReceivedEvent> events) throws SQLException {
        List<String> findings = new ArrayList<>();
        try (PreparedStatement query = selectOnly.prepareStatement("select version from shelf where id = ?")) {
            for (ReceivedEvent event : events) {
                query.setString(1, event.aggregateId());
                try (ResultSet row = query.executeQuery()) {
                    if (!row.next() || row.getLong(1) < event.aggregateVersion()) {
                        findings.add(event.aggregateId() + " is not on the shelf");
                    }
                }
            }
        }
        return findings;
    }

    private void put(String table, String counted, List<ReceivedEvent> events) {
        String sql = "insert into " + table + " (id, version, content) values (?, ?, ?) on conflict (id) do update set"
                + " version = excluded.version, content = excluded.content" + counted + " where " + table
                + ".version < excluded.version";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            for (ReceivedEvent event : events) {
                insert.setString(1, event.aggregateId());
                insert.setLong(2, event.aggregateVersion());
                insert.setString(3, event.payload().toString());
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new TransientFailure("shelf not written", e);
        }
    }

    private void execute(String sql) {
        try (Connection connection = dataSource.getConnection()) {
            connection.createStatement().execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The shadow table. */
    private final class Shadow implements Rebuild {

        @Override
        public void open() {
            // The table is there; an interrupted run goes on with what it holds.
        }

        @Override
        public void apply(List<ReceivedEvent> events) {
            put("shelf_shadow", ", times = shelf_shadow.times + 1", events);
            if (!events.isEmpty() && interruptions.getAndUpdate(left -> Math.max(0, left - 1)) == 1) {
                throw new TransientFailure("interrupted after the write, as the test wants it");
            }
        }

        @Override
        public List<String> faults() {
            return List.of();
        }

        @Override
        public void holdLive() {
            execute("lock table shelf in exclusive mode");
        }

        @Override
        public Comparison compare() {
            String sql = """
                    select count(l.id), count(s.id),
                           md5(coalesce(string_agg(l.id || l.version || l.content, ',' order by l.id), '')),
                           md5(coalesce(string_agg(s.id || s.version || s.content, ',' order by s.id), '')),
                           count(*) filter (where s.id is null), count(*) filter (where s.version < l.version),
                           count(*) filter (where s.version = l.version and s.content <> l.content),
                           count(*) filter (where s.version > l.version), count(*) filter (where l.id is null)
                      from shelf l full join shelf_shadow s on s.id = l.id""";
            try (Connection connection = dataSource.getConnection();
                    ResultSet row = connection.createStatement().executeQuery(sql)) {
                row.next();
                return new Comparison(
                        new Generation(row.getLong(1), row.getString(3)),
                        new Generation(row.getLong(2), row.getString(4)),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        List.of());
            } catch (SQLException e) {
                throw new IllegalStateException("not compared", e);
            }
        }

        @Override
        public void swapIn() {
            execute("delete from shelf");
            execute("insert into shelf select id, version, content from shelf_shadow");
        }

        @Override
        public void tidy() {
            execute("delete from shelf_shadow");
        }
    }
}
