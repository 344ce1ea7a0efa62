package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.EventConsumer;
import io.cpqoms.messaging.MessagingConfig;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses to start a service that would read or write a topic which the registry does not let it: its consumers, its channels, the topics
 * it says it produces ({@code cpq.topics.produced}), and the dead-letter topics that its reading makes it write. Better at
 * the start, where a deployment stops, than at the first message, where a queue forms.
 */
@ApplicationScoped
public class TopicRights {

    private static final String CONNECTOR = "smallrye-kafka";
    private static final Pattern CHANNEL =
            Pattern.compile("mp\\.messaging\\.(incoming|outgoing)\\.([^.]+)\\.connector");

    private final Config config;
    private final MessagingConfig.Topics written;
    private final TopicRegistry registry;
    private final List<EventConsumer> consumers;
    private final String service;

    TopicRights(
            Config config,
            MessagingConfig.Topics written,
            TopicRegistry registry,
            @All List<EventConsumer> consumers,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.config = config;
        this.written = written;
        this.registry = registry;
        this.consumers = consumers;
        this.service = service;
    }

    /** Before any channel or relay starts. */
    void check(@Observes @Priority(0) StartupEvent starting) {
        List<String> violations = violations();
        if (!violations.isEmpty()) {
            throw new IllegalStateException(service + " may not run: " + String.join("; ", violations)
                    + ". Change infra/topics/kafka-topics.yaml in review, or the service's configuration");
        }
    }

    /** What the service is set up to do and may not, each as a sentence. */
    List<String> violations() {
        List<String> violations = new ArrayList<>();
        for (EventConsumer consumer : consumers) {
            consumer.declaration().topics().forEach(topic -> reading(topic, violations));
        }
        for (String name : new TreeSet<>(names())) {
            Matcher channel = CHANNEL.matcher(name);
            if (channel.matches() && CONNECTOR.equals(value(name).orElse(""))) {
                for (String topic : topics(channel.group(1), channel.group(2))) {
                    if (channel.group(1).equals("incoming")) {
                        reading(topic, violations);
                    } else {
                        writing(topic, violations);
                    }
                }
            }
        }
        written.produced().ifPresent(topics -> topics.forEach(topic -> writing(topic.strip(), violations)));
        return violations;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        config.getPropertyNames().forEach(names::add);
        return names;
    }

    /** As the connector reads them: one topic, several, or the channel's own name. */
    private List<String> topics(String direction, String channel) {
        String prefix = "mp.messaging." + direction + "." + channel + ".";
        return split(value(prefix + "topics").or(() -> value(prefix + "topic")).orElse(channel));
    }

    private void reading(String name, List<String> violations) {
        Optional<TopicRegistry.Topic> topic = registered(name, violations);
        if (topic.isEmpty()) {
            return;
        }
        List<String> readers = topic.get().consumers();
        if (!readers.contains(service)) {
            violations.add("it reads " + name + ", which the registry lets " + readers + " do");
            return;
        }
        topic.get().deadLetterTopic().ifPresent(deadLetters -> writing(deadLetters, violations));
    }

    private void writing(String name, List<String> violations) {
        registered(name, violations)
                .filter(topic -> !topic.producers().contains(service))
                .ifPresent(topic ->
                        violations.add("it writes " + name + ", which the registry lets " + topic.producers() + " do"));
    }

    private Optional<TopicRegistry.Topic> registered(String name, List<String> violations) {
        Optional<TopicRegistry.Topic> topic = registry.all().stream()
                .filter(known -> known.name().equals(name))
                .findFirst();
        if (topic.isEmpty()) {
            violations.add("it uses " + name + ", which is not registered");
        }
        return topic;
    }

    private Optional<String> value(String name) {
        return config.getOptionalValue(name, String.class).filter(text -> !text.isBlank());
    }

    private static List<String> split(String topics) {
        return Arrays.stream(topics.split(",")).map(String::strip).toList();
    }
}
