package io.cpqoms.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** A consumer for which every fact counts: only the inbox row keeps a repetition out. */
@ApplicationScoped
public class FactConsumer implements EventConsumer {

    private final DataSource dataSource;

    FactConsumer(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public ConsumerDeclaration declaration() {
        return ConsumerDeclaration.named("facts")
                .from("cpq.quote.events.v1")
                .acceptsEverything()
                .build();
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
