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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Settings of each consumer's channels: the connector's defaults, then what {@code cpq.consumer.<name>.<kafka setting>}
 * says, then what follows from the declaration. Refuses a declaration that could not work before anything is read.
 */
@ApplicationScoped
public class ChannelSettings {

    static final String CONNECTOR = "smallrye-kafka";

    private static final String CONSUMER = "cpq.consumer.";
    private static final String DEFAULTS = "mp.messaging.connector." + CONNECTOR + ".";
    private static final String MAX_POLL_RECORDS = "max.poll.records";
    /** Settings of a channel that are SmallRye's; those that follow from the declaration are not among them. */
    private static final Set<String> CONNECTORS_OWN = Set.of(
            "batch",
            "commit-strategy",
            "failure-strategy",
            "poll-timeout",
            "pause-if-no-requests",
            "retry",
            "health-enabled");

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

    /** @throws IllegalStateException when settings are given for a consumer that nobody declares */
    void checkOwners(Collection<String> consumers) {
        List<String> strangers = new ArrayList<>();
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(CONSUMER)
                    && consumers.stream()
                            .noneMatch(known -> undashed(name).startsWith(undashed(CONSUMER + known) + "."))) {
                strangers.add(name);
            }
        }
        if (!strangers.isEmpty()) {
            throw new IllegalStateException(service + " has no consumer for " + strangers + "; its consumers are "
                    + consumers + ", and a setting of one is called " + CONSUMER + "<consumer>.<kafka setting>");
        }
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
            SortedSet<String> owners = new TreeSet<>(Set.of(DEFAULTS));
            for (String name : given.namesUnder(DEFAULTS)) {
                judgeValue(name, name.substring(DEFAULTS.length()), given);
            }
            for (String name : given.namesUnder(CONSUMER)) {
                Optional<String> setting = settingOf(name);
                if (setting.isEmpty()) {
                    given.refuse(name, "to end with a setting of Kafka's consumers, such as " + MAX_POLL_RECORDS);
                } else {
                    owners.add(name.substring(0, name.length() - setting.get().length()));
                    judgeValue(name, setting.get(), given);
                }
            }
            owners.forEach(owner -> judgeHeartbeat(owner, given));
        }

        /** The longest end of the name that is one of Kafka's or of the connector; a consumer's name has dots too. */
        private Optional<String> settingOf(String name) {
            int dot = CONSUMER.length() - 1;
            while ((dot = name.indexOf('.', dot + 1)) >= 0) {
                String end = name.substring(dot + 1);
                if (kafka.containsKey(end) || CONNECTORS_OWN.contains(end)) {
                    return Optional.of(end);
                }
            }
            return Optional.empty();
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

        private void judgeHeartbeat(String owner, GivenSettings given) {
            Optional<Integer> heartbeat = millis(owner, HEARTBEAT, given);
            Optional<Integer> session = millis(owner, SESSION, given);
            if (heartbeat.isPresent()
                    && session.isPresent()
                    && heartbeat.get() > session.get() / HEARTBEATS_IN_A_SESSION) {
                given.refuse(
                        given.text(owner + HEARTBEAT).isPresent() ? owner + HEARTBEAT : owner + SESSION,
                        "three heartbeats (" + HEARTBEAT + " " + heartbeat.get() + ") to fit into a session (" + SESSION
                                + " " + session.get() + ")");
            }
        }

        private static Optional<Integer> millis(String owner, String setting, GivenSettings given) {
            return given.text(owner + setting)
                    .or(() -> given.text(DEFAULTS + setting))
                    .filter(text -> text.matches("\\d{1,9}"))
                    .map(Integer::valueOf);
        }
    }

    private static int number(Map<String, String> values, String name, int otherwise) {
        return Integer.parseInt(values.getOrDefault(name, Integer.toString(otherwise)));
    }
}
