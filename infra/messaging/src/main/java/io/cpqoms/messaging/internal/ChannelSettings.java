package io.cpqoms.messaging.internal;

import io.cpqoms.command.settings.GivenSettings;
import io.cpqoms.command.settings.SettingsRule;
import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.ConsumerGroups;
import io.cpqoms.messaging.MessagingConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings of each consumer's channels: the connector's defaults, then what {@code cpq.consumer.<name>.<kafka setting>}
 * says, then what follows from the declaration. Refuses a declaration that could not work before anything is read.
 */
@ApplicationScoped
public class ChannelSettings {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelSettings.class);

    static final String CONNECTOR = "smallrye-kafka";

    private static final String CONSUMER = "cpq.consumer.";
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

    /** Tells of settings that are given for a consumer that nobody declares; sources are shared, and another service may have it. */
    void tellOfStrangers(Collection<String> consumers) {
        List<String> strangers = strangers(config.getPropertyNames(), consumers);
        if (!strangers.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("names", String.join(", ", strangers))
                    .addKeyValue("consumers", String.join(", ", consumers))
                    .log("settings are given for a consumer that the service doesn't have");
        }
    }

    static List<String> strangers(Iterable<String> names, Collection<String> consumers) {
        List<String> strangers = new ArrayList<>();
        for (String name : names) {
            if (name.startsWith(CONSUMER)
                    && consumers.stream()
                            .noneMatch(known -> undashed(name).startsWith(undashed(CONSUMER + known) + "."))) {
                strangers.add(name);
            }
        }
        return strangers;
    }

    /** A full poll of the slowest events must fit into the transaction, and that into the poll interval. */
    static void checkPolls(
            String consumer, int records, Duration handlingTime, Duration pollInterval, Duration transactionTimeout) {
        Duration worst = handlingTime.multipliedBy(records);
        String arithmetic = "Consumer " + consumer + ": " + MAX_POLL_RECORDS + " (" + records
                + ") × the longest handling of one event (" + handlingTime + ") = " + worst;
        String prefix = CONSUMER + consumer + ".";
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
        copy(CONSUMER + declaration.name() + ".", values);
        return values;
    }

    private void copy(String prefix, Map<String, String> into) {
        for (String name : config.getPropertyNames()) {
            if (undashed(name).startsWith(undashed(prefix))) {
                config.getOptionalValue(name, String.class)
                        .ifPresent(value -> into.put(name.substring(prefix.length()), value));
            }
        }
    }

    /** A variable of the environment can't say where a consumer's name has dashes. */
    private static String undashed(String name) {
        return name.replace('-', '.');
    }

    /** What Kafka's own settings must be, of all consumers and of single ones. */
    public static final class Rule implements SettingsRule {
        private static final String HEARTBEAT = ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG;
        private static final String SESSION = ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG;
        private static final int HEARTBEATS_IN_A_SESSION = 3;

        private final Map<String, ConfigDef.ConfigKey> kafka =
                ConsumerConfig.configDef().configKeys();

        @Override
        public Set<String> alsoReads() {
            return Set.of(CONSUMER);
        }

        @Override
        public void judge(GivenSettings given) {
            Map<String, String> everybodys = new HashMap<>();
            Map<String, Map<String, String>> owners = new TreeMap<>(Map.of(undashed(DEFAULTS), everybodys));
            for (String name : given.namesUnder(DEFAULTS)) {
                take(name, name.substring(DEFAULTS.length()), owners, given);
            }
            for (String name : given.namesUnder(CONSUMER)) {
                endsOf(name).stream()
                        .filter(kafka::containsKey)
                        .findFirst()
                        .ifPresentOrElse(
                                setting -> take(name, setting, owners, given),
                                () -> endsOf(name).forEach(end -> given.doubtIfMistyped(name, end, kafka.keySet())));
            }
            owners.forEach((owner, names) -> judgeHeartbeat(names, everybodys, given));
        }

        /** What is none of Kafka's is the connector's, and passes. */
        private void take(String name, String setting, Map<String, Map<String, String>> owners, GivenSettings given) {
            if (kafka.containsKey(setting)) {
                String owner = undashed(name.substring(0, name.length() - setting.length()));
                owners.computeIfAbsent(owner, unused -> new HashMap<>()).put(setting, name);
                judgeValue(name, setting, given);
            } else {
                given.doubtIfMistyped(name, setting, kafka.keySet());
            }
        }

        /** Longest first: the name of a consumer has dots too. */
        private static List<String> endsOf(String name) {
            return IntStream.range(CONSUMER.length(), name.length())
                    .filter(at -> name.charAt(at) == '.')
                    .mapToObj(dot -> name.substring(dot + 1))
                    .toList();
        }

        private void judgeValue(String name, String setting, GivenSettings given) {
            ConfigDef.ConfigKey key = kafka.get(setting);
            Optional<String> text = given.text(name);
            if (key == null || text.isEmpty()) {
                return;
            }
            try {
                Object value = ConfigDef.parseType(setting, text.get(), key.type);
                if (key.validator != null) {
                    key.validator.ensureValid(setting, value);
                }
            } catch (ConfigException e) {
                String bounds = key.validator == null ? "" : " " + key.validator;
                given.refuse(name, "what Kafka takes for it: " + key.type.name().toLowerCase(Locale.ROOT) + bounds);
            }
        }

        private static void judgeHeartbeat(
                Map<String, String> names, Map<String, String> everybodys, GivenSettings given) {
            List<String> own = Stream.of(HEARTBEAT, SESSION)
                    .flatMap(setting -> Stream.ofNullable(names.get(setting)))
                    .toList();
            Optional<Integer> heartbeat = millis(HEARTBEAT, names, everybodys, given);
            Optional<Integer> session = millis(SESSION, names, everybodys, given);
            if (!own.isEmpty()
                    && heartbeat.isPresent()
                    && session.isPresent()
                    && heartbeat.get() > session.get() / HEARTBEATS_IN_A_SESSION) {
                given.refuse(
                        own.getFirst(),
                        "three heartbeats (" + HEARTBEAT + " " + heartbeat.get() + ") to fit into a session (" + SESSION
                                + " " + session.get() + ")");
            }
        }

        private static Optional<Integer> millis(
                String setting, Map<String, String> names, Map<String, String> everybodys, GivenSettings given) {
            return Optional.ofNullable(names.getOrDefault(setting, everybodys.get(setting)))
                    .flatMap(given::text)
                    .filter(text -> text.matches("\\d{1,9}"))
                    .map(Integer::valueOf);
        }
    }

    private static int number(Map<String, String> values, String name, int otherwise) {
        return Integer.parseInt(
                values.getOrDefault(name, Integer.toString(otherwise)).strip());
    }
}
