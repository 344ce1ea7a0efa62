package io.cpqoms.drill.control;

import io.cpqoms.testkit.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes what a wrong relay finds, otherwise as carefully as one can: acks=all, idempotent, wait for every acknowledgement. */
public final class ControlRelay implements AutoCloseable {

    private static final long PAUSE_NANOS = 2_000_000;
    private static final int IDLE_ROUNDS = 100;

    private final WrongRelay relay;
    private final Rows database;
    private final String kafka;
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
    private final Map<Thread, Integer> emptyRounds = new ConcurrentHashMap<>();
    private volatile boolean running = true;

    private ControlRelay(WrongRelay relay, Rows database, String kafka) {
        this.relay = relay;
        this.database = database;
        this.kafka = kafka;
    }

    /** Starts so many publishers, each with its own session and producer. */
    public static ControlRelay start(WrongRelay relay, int publishers, Rows database, String kafka) {
        ControlRelay control = new ControlRelay(relay, database, kafka);
        for (int i = 0; i < publishers; i++) {
            control.threads.add(Thread.ofPlatform().daemon().start(control::publish));
        }
        return control;
    }

    private void publish() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka, "acks", "all", "enable.idempotence", true, "linger.ms", 0);
        try (Connection connection = database.open();
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            connection.setAutoCommit(false);
            WrongRelay.Row last = WrongRelay.Row.NONE;
            while (running) {
                List<WrongRelay.Row> rows = relay.next(connection, last);
                List<Future<RecordMetadata>> sent = new ArrayList<>();
                for (WrongRelay.Row row : rows) {
                    sent.add(producer.send(new ProducerRecord<>(row.topic(), row.key(), row.value())));
                }
                for (Future<RecordMetadata> acknowledgement : sent) {
                    acknowledgement.get();
                }
                connection.commit();
                emptyRounds.merge(Thread.currentThread(), 1, (rounds, one) -> rows.isEmpty() ? rounds + one : 0);
                last = rows.isEmpty() ? last : rows.getLast();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (SQLException | ExecutionException e) {
            failures.add(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether no publisher has found anything for a while. */
    public boolean isIdle() {
        return emptyRounds.size() == threads.size()
                && emptyRounds.values().stream().allMatch(rounds -> rounds > IDLE_ROUNDS);
    }

    /** @throws IllegalStateException when a publisher failed for a reason that isn't its design */
    @Override
    public void close() {
        running = false;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("a control relay failed", failures.peek());
        }
    }
}
