package io.cpqoms.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What drills need of this package: records of orders, a command, and how many batches a consumer took. */
@ApplicationScoped
public class InboxDrill {

    public static final String TOPIC = OrderFacts.TOPIC;
    public static final String FRAGILE = FragileConsumer.NAME;

    private final LedgerCommands commands;
    private final MeterRegistry meters;

    InboxDrill(LedgerCommands commands, MeterRegistry meters) {
        this.commands = commands;
        this.meters = meters;
    }

    public ProducerRecord<String, byte[]> started(String order, int version, String task) {
        return new OrderFacts("acme", order).started(version, task);
    }

    public ProducerRecord<String, byte[]> completed(String order, int version, String task) {
        return new OrderFacts("acme", order).completed(version, task);
    }

    public void command(String account) {
        commands.change(account, Duration.ZERO);
    }

    public double batches(String consumer) {
        Timer timer = meters.find("cpq.inbox.batch").tag("consumer", consumer).timer();
        return timer == null ? 0 : timer.count();
    }
}
