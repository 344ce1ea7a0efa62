package io.cpqoms.local.stack;

/** Makes the governed topics exist on a fresh broker; runs after Kafka is ready and before any service starts. */
@FunctionalInterface
public interface TopicsStep {
    void apply(String bootstrapServers);
}
