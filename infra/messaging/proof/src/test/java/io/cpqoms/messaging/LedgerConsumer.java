package io.cpqoms.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A consumer with a visible effect, one row per handled event, and failures that a test plans by the event's reason. */
@ApplicationScoped
public class LedgerConsumer implements EventConsumer {

    private final DataSource dataSource;
    private final Map<String, AtomicInteger> transientFailures = new ConcurrentHashMap<>();
    private final Set<String> healed = ConcurrentHashMap.newKeySet();

    LedgerConsumer(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public ConsumerDeclaration declaration() {
        return ConsumerDeclaration.named("ledger")
                .from("cpq.quote.events.v1")
                .accepts("QuoteCancelled", 1)
                .order(OrderPolicy.LATEST_WINS)
                .build();
    }

    void failTransiently(String aggregateId, int times) {
        transientFailures.put(aggregateId, new AtomicInteger(times));
    }

    /** What crashed for nobody knows why does it no more. */
    void heal(String aggregateId) {
        healed.add(aggregateId);
    }

    @Override
    public void handle(List<ReceivedEvent> events) {
        for (ReceivedEvent event : events) {
            String reason = event.payload().path("reason").asText();
            AtomicInteger failures = transientFailures.get(event.aggregateId());
            if (failures != null && failures.getAndDecrement() > 0) {
                throw new TransientFailure("the dependency is away");
            }
            if (reason.equals("refuse")) {
                throw new BadMessage("this one can never be handled");
            }
            if (reason.equals("crash") && !healed.contains(event.aggregateId())) {
                throw new IllegalStateException("nobody knows why");
            }
            record(event);
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
