package io.cpqoms.messaging;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The one place that names Kafka consumer groups: {@code <environment>.<consumer>.v<version>.<topic>}, where a consumer's
 * name begins with its service.
 *
 * <p>A group that doesn't follow from the running declarations is a leftover: of another version, or of a consumer that is
 * gone. A new version makes a new group that reads from the beginning; the inbox keeps out what was handled before.
 */
@ApplicationScoped
public class ConsumerGroups {

    private final String environment;
    private final String service;
    private final List<EventConsumer> consumers;

    ConsumerGroups(
            MessagingConfig.Environment environment,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @All List<EventConsumer> consumers) {
        this.environment = environment.name();
        this.service = service;
        this.consumers = consumers;
    }

    /** The group in which this consumer reads this topic. */
    public String idOf(ConsumerDeclaration declaration, String topic) {
        return idOf(environment, service, declaration, topic);
    }

    /** The group of a replay, which lives as long as the replay; a live group never has this name. */
    public String ofReplay(String replayId) {
        return environment + "." + service + ".replay." + replayId;
    }

    /** The topic of each group that this service reads in. */
    public Map<String, String> topicByGroup() {
        Map<String, String> topics = new LinkedHashMap<>();
        for (EventConsumer consumer : consumers) {
            ConsumerDeclaration declaration = consumer.declaration();
            declaration.topics().forEach(topic -> topics.put(idOf(declaration, topic), topic));
        }
        return topics;
    }

    static String idOf(String environment, String service, ConsumerDeclaration declaration, String topic) {
        String name = declaration.name();
        String owned = name.equals(service) || name.startsWith(service + ".") ? name : service + "." + name;
        return environment + "." + owned + ".v" + declaration.version() + "." + topic;
    }
}
