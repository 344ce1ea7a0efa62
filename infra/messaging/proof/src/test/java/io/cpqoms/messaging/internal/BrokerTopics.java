package io.cpqoms.messaging.internal;

import static io.cpqoms.testkit.Eventually.await;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.TestServers;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** What an operator does to the topics under a relay. */
final class BrokerTopics {

    private BrokerTopics() {}

    /** Returns when the broker shows the limit: it answers the change before it has made it. */
    static void limitRecords(int bytes) throws Exception {
        limitRecords(RelayStage.TOPIC, bytes);
    }

    static void limitRecords(String name, int bytes) throws Exception {
        try (var admin = Admin.create(
                Map.of("bootstrap.servers", (Object) TestServers.ofThisJvm().kafkaAddress()))) {
            var topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
            var entry = new ConfigEntry("max.message.bytes", Integer.toString(bytes));
            admin.incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
            await().until(() -> admin.describeConfigs(List.of(topic))
                    .all()
                    .get()
                    .get(topic)
                    .get("max.message.bytes")
                    .value()
                    .equals(Integer.toString(bytes)));
        }
    }

    /** Deletes the topic; returns when the broker knows it no more. */
    static void deleteTopic(String topic) throws Exception {
        try (var admin = Admin.create(
                Map.of("bootstrap.servers", (Object) TestServers.ofThisJvm().kafkaAddress()))) {
            admin.deleteTopics(List.of(topic)).all().get();
            await().until(() -> !admin.listTopics().names().get().contains(topic));
        }
    }

    /** Creates what is missing of the registry's topics. */
    static void createTopics() {
        await().ignoreExceptions().until(() -> {
            new KafkaBroker().start();
            return true;
        });
    }
}
