package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.ConsumerDeclaration;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.reactive.messaging.kafka.KafkaConnector;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a SmallRye Kafka channel for every topic of every declaration and feeds its batches to the pipeline, one at a time.
 *
 * <p>A batch is asked for only when the one before is durable. While it waits for something that is away, nothing is asked
 * for, so the connector pauses the partitions, goes on polling and keeps its place in the group; no thread is held.
 */
@ApplicationScoped
public class ConsumerChannels {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerChannels.class);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final Consumers consumers;
    private final BatchPipeline pipeline;
    private final ChannelSettings settings;
    private final KafkaConnector connector;
    private final PositionCare positionCare;
    private final Continuity continuity;
    private final Vertx vertx;

    private final ScheduledExecutorService workers = Infrastructure.getDefaultWorkerPool();
    private final List<Cancellable> subscriptions = new ArrayList<>();

    /** Whoever works holds it for reading, so that a stop can wait until nobody does. */
    private final ReentrantReadWriteLock working = new ReentrantReadWriteLock();

    private volatile boolean stopping;

    ConsumerChannels(
            Consumers consumers,
            BatchPipeline pipeline,
            ChannelSettings settings,
            @Connector(ChannelSettings.CONNECTOR) KafkaConnector connector,
            PositionCare positionCare,
            Continuity continuity,
            Vertx vertx) {
        this.consumers = consumers;
        this.pipeline = pipeline;
        this.settings = settings;
        this.connector = connector;
        this.positionCare = positionCare;
        this.continuity = continuity;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        settings.tellOfStrangers(
                consumers.all().stream().map(Consumers.Running::name).toList());
        consumers.all().forEach(running -> settings.check(running.consumer().declaration()));
        for (Consumers.Running running : consumers.all()) {
            ConsumerDeclaration declaration = running.consumer().declaration();
            declaration.topics().forEach(topic -> open(running, topic));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        subscriptions.forEach(Cancellable::cancel);
        try {
            if (working.writeLock().tryLock(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                working.writeLock().unlock();
            } else {
                LOG.warn("a batch is still running; it will come again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void open(Consumers.Running running, String topic) {
        var records = connector.getPublisher(settings.of(running.consumer().declaration(), topic));
        subscriptions.add(Multi.createFrom()
                .publisher(records)
                .onItem()
                .transformToUniAndConcatenate(message -> take(running, message))
                .subscribe()
                .with(done -> {}, failure -> consumers.stop(running.name(), failure)));
    }

    /** Completes when the batch is durable and its offsets are handed to be committed; never, when the service stops. */
    private Uni<Void> take(Consumers.Running running, Message<?> message) {
        ConsumerRecords<String, byte[]> records = recordsOf(message);
        continuity.given(running.consumer().declaration(), records);
        Batch batch = new Batch(
                running,
                records,
                pipeline.reached(running.consumer().declaration(), records),
                new CompletableFuture<>());
        begin(batch);
        return Uni.createFrom()
                .completionStage(batch.durable())
                .chain(() -> Uni.createFrom().completionStage(message.ack()));
    }

    /**
     * A batch as it was read, however often it begins.
     *
     * @param reached in the history that the group read it in, which may be another one when the batch begins once more
     */
    private record Batch(
            Consumers.Running running,
            ConsumerRecords<String, byte[]> records,
            Reached reached,
            CompletableFuture<Void> durable) {}

    private void begin(Batch batch) {
        step(batch, () -> pipeline.begin(batch.running(), batch.records(), batch.reached()));
    }

    /** What nobody foresaw begins again from the records as they came: what is durable already is known by its inbox rows. */
    private void step(Batch batch, Supplier<BatchWork> next) {
        onWorker(() -> {
            try {
                work(batch, next.get());
            } catch (RuntimeException | Error unforeseen) {
                later(consumers.suspend(batch.running(), unforeseen), () -> begin(batch));
            }
        });
    }

    /** On a context of its own: on the connector's, a span that the handler runs in would not be found again. */
    private void onWorker(Runnable step) {
        Objects.requireNonNull(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()))
                .executeBlocking(
                        () -> {
                            step.run();
                            return null;
                        },
                        false)
                .onFailure(failure -> LOG.atError().setCause(failure).log("a step of a channel ended"));
    }

    private void later(Duration wait, Runnable step) {
        ScheduledFuture<?> unused = workers.schedule(step, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void work(Batch batch, BatchWork work) {
        if (consumers.isStopped(batch.running().name()) || !working.readLock().tryLock()) {
            return;
        }
        try {
            if (stopping) {
                return;
            }
            Optional<Duration> wait = work.advance();
            if (wait.isEmpty()) {
                batch.durable().complete(null);
            } else {
                if (work.leavesItsHistory()) {
                    assignAnew(batch);
                }
                later(wait.get(), () -> step(batch, () -> work));
            }
        } finally {
            working.readLock().unlock();
        }
    }

    private void assignAnew(Batch batch) {
        batch.records().partitions().stream()
                .map(TopicPartition::topic)
                .distinct()
                .forEach(topic -> positionCare.ask(batch.running().consumer().declaration(), topic));
    }

    @SuppressWarnings("unchecked") // The deserialisers are the library's own defaults: String and bytes.
    private static ConsumerRecords<String, byte[]> recordsOf(Message<?> message) {
        return message.getMetadata(IncomingKafkaRecordBatchMetadata.class)
                .map(batch -> (ConsumerRecords<String, byte[]>) batch.getRecords())
                .orElseThrow(() -> new IllegalStateException("The connector must read batches; leave its batch=true"));
    }
}
