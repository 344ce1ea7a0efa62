package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.ConsumerGroups;
import io.cpqoms.messaging.MessagingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Takes a batch from Kafka to durable: every record is opened, checked and applied in one transaction, or has another end
 * that is written down. Never answers with a nack, because that would fail every record of the batch.
 */
@ApplicationScoped
public class BatchPipeline {

    final BatchTransaction transaction;
    final InboxPositions positions;
    final InboxMetrics metrics;
    final DrillPoints drills;
    final MessagingConfig.Inbox config;
    final Clock clock;
    private final EnvelopeReader reader;
    private final ConsumerGroups groups;

    BatchPipeline(
            EnvelopeReader reader,
            ConsumerGroups groups,
            BatchTransaction transaction,
            InboxPositions positions,
            InboxMetrics metrics,
            DrillPoints drills,
            MessagingConfig config,
            Clock clock) {
        this.reader = reader;
        this.groups = groups;
        this.transaction = transaction;
        this.positions = positions;
        this.metrics = metrics;
        this.drills = drills;
        this.config = config.inbox();
        this.clock = clock;
    }

    /** Opens the records; nothing happens to them before {@link BatchWork#advance}. */
    BatchWork begin(Consumers.Running running, ConsumerRecords<String, byte[]> records, Reached reached) {
        ConsumerDeclaration declaration = running.consumer().declaration();
        Instant now = clock.instant();
        List<Delivery> batch = new ArrayList<>(records.count());
        for (ConsumerRecord<String, byte[]> record : records) {
            if (!reader.isSkippedBy(declaration, record)) {
                Delivery delivery = read(declaration, record, now);
                countUnknown(declaration, delivery);
                batch.add(delivery);
            }
        }
        metrics.skipped(declaration.name(), records.count() - batch.size());
        drills.reached("inbox.received");
        return new BatchWork(this, running, new BatchWork.Taken(batch, reached, now));
    }

    /**
     * How far the group will have come with what was read just now, in the history that it reads in now. A channel reads one topic, in the
     * group that is named after it.
     */
    Reached reached(ConsumerDeclaration declaration, ConsumerRecords<String, byte[]> records) {
        return records.partitions().stream()
                .findFirst()
                .map(partition -> groups.idOf(declaration, partition.topic()))
                .map(group -> Reached.by(group, positions.historyOf(group), records))
                .orElse(Reached.NOTHING);
    }

    private void countUnknown(ConsumerDeclaration declaration, Delivery delivery) {
        if (delivery instanceof Delivery.Readable readable && !reader.knows(readable.event())) {
            metrics.unknownType(declaration.name(), readable.event());
        }
    }

    Delivery read(ConsumerDeclaration declaration, ConsumerRecord<String, byte[]> record, Instant receivedAt) {
        try {
            return new Delivery.Readable(record, receivedAt, reader.open(record, declaration));
        } catch (BadMessage defect) {
            return Delivery.Defective.of(record, receivedAt, defect);
        }
    }
}
