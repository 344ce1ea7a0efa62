package io.cpqoms.messaging.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes pages of rows, in order and at least once. A partition has one request on its way, and the first record that
 * fails closes the producer before the next request can leave: nothing of a key is on a topic before what comes ahead of it
 * there, whatever the broker refuses. Between topics there is no such order: of two rows of a key that go to two of them in
 * one request the later one may arrive and the former be refused. What arrived counts as published, and is left out when the
 * rest of the page goes again with another producer.
 * Deliveries never expire: without Kafka the page just waits.
 *
 * <p>Used by one thread at a time.
 */
final class RelayPublisher implements AutoCloseable {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Map<String, Object> config;
    private final Sender sender;
    private final RowGate gate;
    private final HeldTopics held;
    private final DrillPoints drills;
    private final long patience;
    /** None while the one that something failed in has no successor yet; only the thread that publishes opens one. */
    private final AtomicReference<@Nullable Producer<String, String>> producer;

    private volatile boolean closed;

    /**
     * Who publishes.
     *
     * @param term ascends with every take-over of the shard while the database is not put back, so that what a superseded relay still sends
     *     can be told
     * @param lease asked before each record
     */
    record Sender(String source, int shard, long term, RelayLease lease) {}

    /** @param patience for a topic that doesn't show itself, and for records of which nothing is heard */
    RelayPublisher(
            Map<String, Object> broker,
            Sender sender,
            RowGate gate,
            HeldTopics held,
            DrillPoints drills,
            Duration patience) {
        this.config = config(broker, sender.source() + "-outbox-" + sender.shard(), patience);
        this.patience = patience.toMillis();
        this.sender = sender;
        this.gate = gate;
        this.held = held;
        this.drills = drills;
        this.producer = new AtomicReference<>(new KafkaProducer<>(config));
    }

    private static Map<String, Object> config(Map<String, Object> broker, String name, Duration patience) {
        Map<String, Object> config = new HashMap<>(broker);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, name);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Order rests on it: what is behind a record that fails has not left yet. Idempotence alone keeps none on a new
        // partition either.
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience.toMillis());
        // While a request is on its way, what comes waits for the next one anyway.
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 131_072);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 10_000_000);
        return config;
    }

    /** Kafka could not take all of the page now; some of it may be published. */
    static final class Unavailable extends Exception {
        private static final long serialVersionUID = 1L;

        Unavailable(Throwable cause) {
            super(cause.toString(), cause);
        }
    }

    /**
     * A page that is through: the rows that are on Kafka, and those that were left out of it. Neither when a held topic
     * still doesn't take its rows.
     */
    record Published(List<OutboxRow> sent, Map<OutboxRow, RowGate.Refusal> refused) {

        boolean isNothing() {
            return sent.isEmpty() && refused.isEmpty();
        }
    }

    /**
     * Publishes a page but for the rows that the gate or the broker refuses. A topic that turns out to be missing or
     * forbidden is held from then on.
     */
    Published publish(List<OutboxRow> rows, RowGate.Origin origin) throws Unavailable {
        Map<OutboxRow, String> failures = new LinkedHashMap<>();
        Set<Long> arrived = ConcurrentHashMap.newKeySet();
        while (true) {
            RowGate.Selection selection = gate.select(rows, new RowGate.SoFar(failures, arrived), origin);
            Refused refused = new Attempt(producer(), arrived).send(selection.going());
            if (refused == null) {
                gate.passed(selection);
                return new Published(selection.going(), selection.refused());
            }
            if (refused.topics().isEmpty()) {
                failures.put(refused.row(), refused.failure());
            }
            refused.topics().forEach(topic -> held.hold(topic, refused.failure()));
            if (origin == RowGate.Origin.HELD && !refused.topics().isEmpty()) {
                return new Published(
                        selection.going().stream()
                                .filter(row -> arrived.contains(row.id()))
                                .toList(),
                        Map.of());
            }
        }
    }

    private Producer<String, String> producer() throws Unavailable {
        requireOpen();
        Producer<String, String> open = producer.get();
        if (open != null) {
            return open;
        }
        Producer<String, String> next;
        try {
            next = new KafkaProducer<>(config);
        } catch (KafkaException e) {
            throw new Unavailable(e);
        }
        producer.set(next);
        if (closed) {
            end(next);
        }
        requireOpen();
        return next;
    }

    private void requireOpen() throws Unavailable {
        if (closed) {
            throw new Unavailable(new IllegalStateException("the relay has given up the shard"));
        }
    }

    /** Ends it at once; the next attempt opens another one. On the producer's own thread: nothing here may wait or open anything. */
    private void end(Producer<String, String> broken) {
        producer.compareAndSet(broken, null);
        broken.close(Duration.ZERO);
    }

    /** What the broker refuses: topics, or one row for itself when there are none. */
    private record Refused(OutboxRow row, Set<String> topics, String failure) {}

    /** A record that did not arrive. */
    private record Failure(OutboxRow row, Exception cause) {}

    /** One attempt at what of a page has not arrived yet. */
    private final class Attempt {
        private final Producer<String, String> way;
        private final Set<Long> arrived;
        private final Thread handing = Thread.currentThread();
        /** The one that counts: what fails after it, fails because the producer was closed. */
        private final AtomicReference<@Nullable Failure> first = new AtomicReference<>();

        private final AtomicBoolean ended = new AtomicBoolean();

        Attempt(Producer<String, String> way, Set<Long> arrived) {
            this.way = way;
            this.arrived = arrived;
        }

        /** What was refused, if anything was; the rest has arrived then up to there. */
        @Nullable
        Refused send(List<OutboxRow> going) throws Unavailable {
            List<OutboxRow> rows =
                    going.stream().filter(row -> !arrived.contains(row.id())).toList();
            CountDownLatch outcomes = new CountDownLatch(rows.size());
            try {
                int handed = hand(rows.subList(0, rows.size() / 2), outcomes);
                if (!rows.isEmpty()) {
                    drills.reached("outbox.sending");
                }
                handed += hand(rows.subList(rows.size() / 2, rows.size()), outcomes);
                if (!rows.isEmpty()) {
                    drills.reached("outbox.handed");
                }
                for (int left = rows.size() - handed; left > 0; left--) {
                    outcomes.countDown();
                }
                while (!outcomes.await(patience, TimeUnit.MILLISECONDS)) {
                    requireTopics(rows);
                }
            } catch (InterruptedException | InterruptException e) {
                Thread.currentThread().interrupt();
                throw new Unavailable(e);
            }
            Failure failure = first.get();
            return failure == null ? null : refusal(failure);
        }

        /** Hands over until something has failed; answers how many have an outcome some time. */
        private int hand(List<OutboxRow> rows, CountDownLatch outcomes) throws Unavailable {
            int handed = 0;
            for (OutboxRow row : rows) {
                awaitLease();
                if (first.get() != null) {
                    return handed;
                }
                try {
                    @SuppressWarnings("FutureReturnValueIgnored") // The callback says the same.
                    var ignored = way.send(row.toRecord(sender.source(), sender.term()), (metadata, failure) -> {
                        try {
                            if (failure == null) {
                                arrived.add(row.id());
                            } else {
                                failed(new Failure(row, failure));
                            }
                        } finally {
                            // Whatever is thrown here goes no further than the client's log, and the page waits for it.
                            outcomes.countDown();
                        }
                    });
                } catch (InterruptException e) {
                    throw e;
                } catch (KafkaException | IllegalStateException e) {
                    // Closed under way: by the failure of a record ahead, or because the relay gives up.
                    first.compareAndSet(null, new Failure(row, e));
                    return handed;
                }
                handed++;
            }
            return handed;
        }

        private void awaitLease() throws Unavailable {
            while (!sender.lease().isCertain()) {
                requireOpen();
                LockSupport.parkNanos(this, LOOK_NANOS);
            }
        }

        /**
         * On the producer's own thread it ends the producer, whichever failure counts: no request leaves after this one's
         * answers. On the handing thread nothing behind the row was handed over, and what is ahead of it may still arrive.
         */
        private void failed(Failure failure) {
            first.compareAndSet(null, failure);
            if (Thread.currentThread() != handing && ended.compareAndSet(false, true)) {
                end(way);
            }
        }

        private Refused refusal(Failure failure) throws Unavailable {
            Exception cause = failure.cause();
            return switch (FailureScope.ofSending(cause)) {
                case TOPIC -> new Refused(failure.row(), RowGate.topicsOf(failure.row(), cause), cause.toString());
                case ROW -> new Refused(failure.row(), Set.of(), cause.toString());
                default -> throw new Unavailable(cause);
            };
        }

        /** Records of a topic that was deleted under way are tried again for ever; nothing of it will arrive. */
        private void requireTopics(List<OutboxRow> rows) throws Unavailable {
            requireOpen();
            Map<String, OutboxRow> waiting = rows.stream()
                    .filter(row -> !arrived.contains(row.id()))
                    .collect(Collectors.toMap(OutboxRow::topic, row -> row, (one, other) -> one));
            for (OutboxRow row : waiting.values()) {
                try {
                    way.partitionsFor(row.topic());
                } catch (InterruptException e) {
                    throw e;
                } catch (KafkaException e) {
                    if (FailureScope.ofSending(e) == FailureScope.TOPIC && ended.compareAndSet(false, true)) {
                        first.compareAndSet(null, new Failure(row, e));
                        end(way);
                        return;
                    }
                } catch (IllegalStateException e) {
                    return; // Closed meanwhile by a record that failed: all outcomes are on their way.
                }
            }
        }
    }

    /** Gives up what is on its way. */
    @Override
    public void close() {
        closed = true;
        Producer<String, String> last = producer.getAndSet(null);
        if (last != null) {
            last.close(Duration.ZERO);
        }
    }
}
