package io.cpqoms.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A consumer whose dependency a test takes away, or makes slow. */
@ApplicationScoped
public class FragileConsumer implements EventConsumer {

    static final String NAME = "workflow-bridge.fragile";
    static final String TOPIC = "cpq.order.events.v1";

    private final DataSource dataSource;
    private final AtomicInteger callsInVain = new AtomicInteger();
    private volatile boolean away;
    private volatile boolean slow;

    FragileConsumer(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public ConsumerDeclaration declaration() {
        return ConsumerDeclaration.named(NAME)
                .from(TOPIC)
                .accepts("OrderTaskCompleted", 1)
                .handlingTime(Duration.ofMillis(5))
                .build();
    }

    void takeDependencyAway() {
        callsInVain.set(0);
        away = true;
    }

    void giveDependencyBack() {
        away = false;
    }

    /** From now on each batch takes longer than the objective of 0.2 s says. */
    void takeTime() {
        slow = true;
    }

    void hurry() {
        slow = false;
    }

    int callsInVain() {
        return callsInVain.get();
    }

    @Override
    public void handle(List<ReceivedEvent> events) {
        if (away) {
            callsInVain.incrementAndGet();
            throw new TransientFailure("the dependency is away");
        }
        if (slow) {
            takeItsTime();
        }
        for (ReceivedEvent event : events) {
            record(event);
        }
    }

    private void takeItsTime() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement wait = connection.prepareStatement("select pg_sleep(0.3)")) {
            wait.execute();
        } catch (SQLException e) {
            throw new TransientFailure("not waited", e);
        }
    }

    private void record(ReceivedEvent event) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into ledger_effect values (?, ?, ?)")) {
            insert.setObject(1, event.messageId());
            insert.setString(2, event.aggregateId());
            insert.setLong(3, event.aggregateVersion());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new TransientFailure("effect not written", e);
        }
    }
}
