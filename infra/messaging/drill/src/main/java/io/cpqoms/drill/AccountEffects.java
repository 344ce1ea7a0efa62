package io.cpqoms.drill;

import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.EventConsumer;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.messaging.TransientFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** One row per event, written without looking: a second effect would be a second row. */
@ApplicationScoped
public class AccountEffects implements EventConsumer {

    static final String NAME = "drill-service.effects";

    private final DataSource dataSource;

    AccountEffects(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public ConsumerDeclaration declaration() {
        return ConsumerDeclaration.named(NAME)
                .from("cpq.drill.events.v1")
                .acceptsEverything()
                .build();
    }

    @Override
    public void handle(List<ReceivedEvent> events) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into drill_effect (message_id, tenant, account, version) values (?, ?, ?, ?)")) {
            for (ReceivedEvent event : events) {
                refuse(event);
                insert.setObject(1, event.messageId());
                insert.setString(2, event.tenantId());
                insert.setString(3, event.aggregateId());
                insert.setLong(4, event.aggregateVersion());
                insert.executeUpdate();
            }
        } catch (SQLException e) {
            throw new TransientFailure("effects not written", e);
        }
    }

    private static void refuse(ReceivedEvent event) {
        String kind = event.payload().path("kind").asText();
        if (kind.equals("poison")) {
            throw new BadMessage(
                    "this account was poisoned by " + event.payload().path("commandId"));
        }
        if (kind.equals("puzzle")) {
            throw new IllegalStateException("nobody knows why");
        }
    }
}
