package io.cpqoms.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Which events a service must be able to handle: what the topics carry that the registry lets it read. */
public final class RegisteredEvents {
    private RegisteredEvents() {}

    /** Schema ids, in the order of the registry; {@code SampleEvent.of} has an example of each. */
    public static List<String> readBy(String service) {
        List<JsonNode> registries = RegistryFiles.onTheClassPath();
        List<String> joined = registries.stream()
                .flatMap(registry -> stream(registry.path("joins")))
                .filter(join -> names(join.path("consumers")).anyMatch(service::equals))
                .map(join -> join.path("topic").asText())
                .toList();
        return registries.stream()
                .flatMap(registry -> stream(registry.path("topics")))
                .filter(topic -> joined.contains(topic.path("name").asText())
                        || names(topic.path("consumers")).anyMatch(service::equals))
                .flatMap(topic -> names(topic.path("events")))
                .distinct()
                .toList();
    }

    private static Stream<String> names(JsonNode array) {
        return stream(array).map(JsonNode::asText);
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
