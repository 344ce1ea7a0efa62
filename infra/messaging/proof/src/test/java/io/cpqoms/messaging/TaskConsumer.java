package io.cpqoms.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** A consumer that keeps the order of a key at any price; a test makes single tasks fail for as long as it likes. */
@ApplicationScoped
public class TaskConsumer implements EventConsumer {

    /** Long enough for a test to bring the missing version, short enough for another one to sit through. */
    private static final Duration GAP_WAIT = Duration.ofSeconds(10);

    private final DataSource dataSource;
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    TaskConsumer(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public ConsumerDeclaration declaration() {
        return ConsumerDeclaration.named("workflow-bridge.tasks")
                .from("cpq.order.events.v1")
                .accepts("OrderTaskStarted", 1)
                .onlyTenants("acme")
                .afterDeadLetter(ConsumerDeclaration.AfterDeadLetter.WAIT)
                .waitsForMissingVersions(GAP_WAIT)
                .build();
    }

    /** From now on the task with this name fails for an unknown reason. */
    void fail(String task) {
        failing.add(task);
    }

    void heal(String task) {
        failing.remove(task);
    }

    @Override
    public void handle(List<ReceivedEvent> events) {
        for (ReceivedEvent event : events) {
            String task = event.payload().path("name").asText();
            if (failing.contains(task)) {
                throw new IllegalStateException("nobody knows why " + task + " fails");
            }
            record(event, task);
        }
    }

    private void record(ReceivedEvent event, String task) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into ledger_task (aggregate_id, aggregate_version, task) values (?, ?, ?)")) {
            insert.setString(1, event.aggregateId());
            insert.setLong(2, event.aggregateVersion());
            insert.setString(3, task);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new TransientFailure("task not written", e);
        }
    }
}
