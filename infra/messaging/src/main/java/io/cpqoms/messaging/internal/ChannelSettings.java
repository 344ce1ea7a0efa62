package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.ConsumerGroups;
import io.cpqoms.messaging.MessagingConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Settings of each consumer's channels: the connector's defaults, then what {@code cpq.consumer.<name>.<kafka setting>}
 * says, then what follows from the declaration. Refuses a declaration that could not work before anything is read.
 */
@ApplicationScoped
public class ChannelSettings {

    static final String CONNECTOR = "smallrye-kafka";

    private static final String DEFAULTS = "mp.messaging.connector." + CONNECTOR + ".";
    private static final String MAX_POLL_RECORDS = "max.poll.records";
    private static final String MAX_POLL_INTERVAL = "max.poll.interval.ms";
    private static final int KAFKA_POLL_RECORDS = 500;
    private static final int KAFKA_POLL_INTERVAL = 300_000;

    private final Config config;
    private final MessagingConfig.Inbox inbox;
    private final ConsumerGroups groups;
    private final String service;

    ChannelSettings(
            Config config,
            MessagingConfig messaging,
            ConsumerGroups groups,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.config = config;
        this.inbox = messaging.inbox();
        this.groups = groups;
        this.service = service;
    }

    /** @throws IllegalStateException saying which setting to change, when a poll could take longer than it may */
    void check(ConsumerDeclaration declaration) {
        Map<String, String> values = values(declaration);
        checkPolls(
                declaration.name(),
                number(values, MAX_POLL_RECORDS, KAFKA_POLL_RECORDS),
                declaration.handlingTime().orElse(inbox.handlingTime()),
                Duration.ofMillis(number(values, MAX_POLL_INTERVAL, KAFKA_POLL_INTERVAL)),
                inbox.transactionTimeout());
    }

    /** A full poll of the slowest events must fit into the transaction, and that into the poll interval. */
    static void checkPolls(
            String consumer, int records, Duration handlingTime, Duration pollInterval, Duration transactionTimeout) {
        Duration worst = handlingTime.multipliedBy(records);
        String arithmetic = "Consumer " + consumer + ": " + MAX_POLL_RECORDS + " (" + records
                + ") × the longest handling of one event (" + handlingTime + ") = " + worst;
        String prefix = "cpq.consumer." + consumer + ".";
        long longest = Math.max(1, handlingTime.toMillis());
        if (worst.compareTo(pollInterval) >= 0) {
            throw new IllegalStateException(arithmetic + ", which must be less than " + MAX_POLL_INTERVAL + " ("
                    + pollInterval + "): lower " + prefix + MAX_POLL_RECORDS + " to "
                    + (pollInterval.toMillis() - 1) / longest + ", raise " + prefix + MAX_POLL_INTERVAL + " above "
                    + worst.toMillis() + ", or declare a shorter handlingTime");
        }
        if (worst.compareTo(transactionTimeout) > 0) {
            throw new IllegalStateException(arithmetic + ", which must not be more than"
                    + " cpq.messaging.inbox.transaction-timeout (" + transactionTimeout + "): lower " + prefix
                    + MAX_POLL_RECORDS + " to " + transactionTimeout.toMillis() / longest
                    + ", raise the timeout, or declare a shorter handlingTime");
        }
    }

    /** What the connector opens the channel of this topic with. */
    Config of(ConsumerDeclaration declaration, String topic) {
        Map<String, String> values = values(declaration);
        values.put("channel-name", channel(declaration, topic));
        values.put("connector", CONNECTOR);
        values.put("topic", topic);
        values.put("consumer-rebalance-listener.name", PositionListener.NAME);
        values.put("group.id", groups.idOf(declaration, topic));
        values.put("client.id", service + "." + channel(declaration, topic));
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, channel(declaration, topic), 1))
                .build();
    }

    /** What health, logs and client metrics call the channel. */
    static String channel(ConsumerDeclaration declaration, String topic) {
        return declaration.name() + "/" + topic;
    }

    private Map<String, String> values(ConsumerDeclaration declaration) {
        Map<String, String> values = new LinkedHashMap<>();
        copy(DEFAULTS, values);
        copy("cpq.consumer." + declaration.name() + ".", values);
        return values;
    }

    private void copy(String prefix, Map<String, String> into) {
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(prefix)) {
                config.getOptionalValue(name, String.class)
                        .ifPresent(value -> into.put(name.substring(prefix.length()), value));
            }
        }
    }

    private static int number(Map<String, String> values, String name, int otherwise) {
        return Integer.parseInt(values.getOrDefault(name, Integer.toString(otherwise)));
    }
}
