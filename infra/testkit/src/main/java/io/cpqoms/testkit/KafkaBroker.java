package io.cpqoms.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The JVM's Kafka broker with every topic of the registry. Records stay until the JVM ends: use ids of your own. */
public final class KafkaBroker implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        String address = TestServers.ofThisJvm().kafkaAddress();
        RegistryTopics.create(address);
        return Map.of(
                "kafka.bootstrap.servers", address, "CPQ_KAFKA", address, "quarkus.kafka.devservices.enabled", "false");
    }

    @Override
    public void stop() {
        // The broker lives as long as the JVM.
    }

    public static TopicRecords records() {
        return new TopicRecords(TestServers.ofThisJvm().kafkaAddress());
    }
}
