package io.cpqoms.cli.topics.check;

import io.cpqoms.cli.topics.registry.RegisteredTopic;
import io.cpqoms.cli.topics.registry.TopicName;
import java.util.stream.Stream;

/** Topics are named {@code <domain>.<capability>.<stream-kind>.v<major>}, and the stream kind tells what they carry. */
final class NameRules {
    private static final String DOMAIN = "cpq";
    /** Kafka's own bound. */
    private static final int LONGEST = 249;

    private NameRules() {}

    static Stream<Finding> names(Contracts contracts) {
        return contracts.registry().all().stream()
                .filter(topic -> !isNamedWell(topic))
                .map(topic -> new Finding(
                        "name",
                        topic.name(),
                        "is not named <domain>.<capability>.<stream-kind>.v<major> in the domain " + DOMAIN,
                        "name it for instance cpq.quote.events.v1"));
    }

    private static boolean isNamedWell(RegisteredTopic topic) {
        return topic.name().length() <= LONGEST
                && topic.parsedName().map(name -> name.domain().equals(DOMAIN)).orElse(false);
    }

    static Stream<Finding> streamKinds(Contracts contracts) {
        return contracts.registry().all().stream()
                .flatMap(topic -> topic.parsedName().stream()
                        .filter(name -> !topic.kind().streamKinds().contains(name.streamKind()))
                        .map(name -> finding(topic, name)));
    }

    private static Finding finding(RegisteredTopic topic, TopicName name) {
        return new Finding(
                "stream-kind",
                topic.name(),
                "is of kind " + topic.kind().word() + " but its name says " + name.streamKind(),
                "a " + topic.kind().word() + " topic's third part is one of "
                        + topic.kind().streamKinds());
    }
}
