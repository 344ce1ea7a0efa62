package io.cpqoms.messaging;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A consumer for which every fact counts: only the inbox row keeps a repetition out. */
@ApplicationScoped
public class FactConsumer implements EventConsumer {

    private final Inbox inbox;
    private final DataSource dataSource;

    FactConsumer(Inbox inbox, DataSource dataSource) {
        this.inbox = inbox;
        this.dataSource = dataSource;
    }

    @Incoming("quote-facts")
    @Blocking
    void receive(ConsumerRecords<String, byte[]> records) {
        inbox.receive(this, records);
    }

    @Override
    public ConsumerDeclaration declaration() {
        return ConsumerDeclaration.named("facts").acceptsEverything().build();
    }

    @Override
    public void handle(List<ReceivedEvent> events) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into ledger_fact values (?, ?)")) {
            for (ReceivedEvent event : events) {
                insert.setObject(1, event.messageId());
                insert.setString(2, event.aggregateId());
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new TransientFailure("fact not written", e);
        }
    }
}
