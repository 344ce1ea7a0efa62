package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.ConsumerGroups;
import io.smallrye.reactive.messaging.kafka.KafkaConnector;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the positions of this instance's groups: takes away what was passed, and has the partitions of groups assigned anew whose database goes on in another history: {@link PositionListener} then asks the database
 * where to read on, and the connector drops what it has read ahead. It is looked for also while nothing comes, because what the database
 * has lost would otherwise stay lost until something does.
 */
@ApplicationScoped
class PositionCare {

    private static final Logger LOG = LoggerFactory.getLogger(PositionCare.class);

    private final Consumers consumers;
    private final ConsumerGroups groups;
    private final InboxPositions positions;
    private final KafkaConnector connector;

    PositionCare(
            Consumers consumers,
            ConsumerGroups groups,
            InboxPositions positions,
            @Connector(ChannelSettings.CONNECTOR) KafkaConnector connector) {
        this.consumers = consumers;
        this.groups = groups;
        this.positions = positions;
        this.connector = connector;
    }

    /** Compares the history that the database is in with those that the groups of this instance read in. */
    void look() {
        String history = positions.history();
        for (Consumers.Running running : consumers.all()) {
            ConsumerDeclaration declaration = running.consumer().declaration();
            for (String topic : declaration.topics()) {
                String known = positions.historyOf(groups.idOf(declaration, topic));
                if (!known.isEmpty() && !known.equals(history)) {
                    ask(declaration, topic);
                }
            }
        }
    }

    /** Takes away what a later position says better. */
    void dropPassed() {
        positions.dropPassed();
    }

    /** Once for each history that a group has read in, however many batches of it wait. */
    void ask(ConsumerDeclaration declaration, String topic) {
        String group = groups.idOf(declaration, topic);
        Optional.ofNullable(connector.<String, byte[]>getConsumer(ChannelSettings.channel(declaration, topic)))
                .filter(kafka -> positions.isFirstToLeave(group))
                .ifPresent(kafka -> kafka.runOnPollingThread((Consumer<String, byte[]> polling) ->
                                polling.enforceRebalance("the database has moved"))
                        .subscribe()
                        .with(done -> {}, failure -> {
                            positions.staysIn(group);
                            LOG.atWarn()
                                    .addKeyValue("group", group)
                                    .setCause(failure)
                                    .log("partitions can't be assigned anew now, which is tried again");
                        }));
    }
}
