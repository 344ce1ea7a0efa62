package io.cpqoms.messaging.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cpqoms.messaging.MessagingConfig;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.values.Actor;
import io.cpqoms.values.Ids;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The library's inbox on a connection of the caller's: watermarks, claims and position of a batch, in its transaction. */
public final class InboxUnderTest {

    private static final String CONSUMER = "bench";
    private static final String TOPIC = "cpq.workflow.events.v1";

    private final InboxStore inbox;
    private final Ids ids = new Ids();
    private long offset;

    /** @param connections gives one and the same connection, whose transaction the caller ends */
    public InboxUnderTest(DataSource connections) {
        inbox = new InboxStore(
                connections,
                new SmallRyeConfigBuilder()
                        .withMapping(MessagingConfig.class)
                        .build()
                        .getConfigMapping(MessagingConfig.class));
    }

    /** Records so many new messages, each of an aggregate of its own, and answers their ids. */
    public List<UUID> record(int messages) {
        Map<String, InboxStore.Mark> newest = new TreeMap<>();
        List<InboxStore.Claim> claims = new ArrayList<>(messages);
        for (int i = 0; i < messages; i++) {
            Delivery delivery = delivery();
            newest.put(delivery.key(), InboxStore.Mark.NONE.applied(1));
            claims.add(new InboxStore.Claim(delivery, InboxStatus.DONE));
        }
        inbox.advance(CONSUMER, newest);
        return List.copyOf(inbox.claim(CONSUMER, claims, new Reached(CONSUMER, "", Map.of(0, offset))));
    }

    private Delivery delivery() {
        UUID id = ids.next();
        Instant now = Instant.now();
        var nothing = JsonNodeFactory.instance.objectNode();
        ReceivedEvent event = new ReceivedEvent(
                id,
                "ProcessEnded",
                1,
                "acme",
                "process",
                id.toString(),
                1,
                now,
                id,
                id,
                Actor.service(CONSUMER),
                nothing,
                nothing,
                Optional.empty(),
                TOPIC,
                0,
                offset);
        return new Delivery.Readable(
                new ConsumerRecord<>(TOPIC, 0, offset++, event.aggregateKey(), new byte[0]), now, event);
    }
}
