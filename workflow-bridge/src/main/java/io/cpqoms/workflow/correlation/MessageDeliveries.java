package io.cpqoms.workflow.correlation;

import io.cpqoms.workflow.engine.Processes;
import io.cpqoms.workflow.process.ProcessTurns;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * Brings messages to waiting processes and records each: applied, or ignored with the reason. A message that nothing waits for is late or a
 * repetition, never early: a process opens its waiting places in the transaction that makes the command behind the message possible. What
 * may come early all the same, because others than the process can cause it, is kept before it is delivered, and the process looks
 * there when it opens its place; that neither misses the other is why a delivery takes its turn.
 */
@ApplicationScoped
public class MessageDeliveries {

    private final Processes processes;
    private final ProcessTurns turns;
    private final DataSource dataSource;

    MessageDeliveries(Processes processes, ProcessTurns turns, DataSource dataSource) {
        this.processes = processes;
        this.turns = turns;
        this.dataSource = dataSource;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public void deliver(List<MessageDelivery> deliveries) {
        // Once for each process: an event may bring it thousands of messages.
        deliveries.stream().map(MessageDelivery::businessKey).distinct().forEach(turns::take);
        String sql = """
                insert into process_message (message_id, name, business_key, result, reason)
                values (?, ?, ?, ?, ?) on conflict do nothing""";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (MessageDelivery delivery : deliveries) {
                String key = delivery.businessKey().text();
                int taken = processes.correlate(delivery.name(), key);
                statement.setObject(1, delivery.messageId());
                statement.setString(2, delivery.name());
                statement.setString(3, key);
                statement.setString(4, taken > 0 ? "applied" : "ignored");
                statement.setString(
                        5,
                        taken > 0
                                ? "A process waited for it."
                                : "No process waits for it (any more): it had it before, went another way, or ended.");
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot record deliveries", e);
        }
    }
}
