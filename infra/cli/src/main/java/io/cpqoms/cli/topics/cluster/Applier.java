package io.cpqoms.cli.topics.cluster;

import io.cpqoms.cli.topics.registry.GovernedTopic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;

/** Carries out changes, one after the other; each is idempotent because the next plan no longer holds it. */
final class Applier {
    private final Admin admin;

    Applier(Admin admin) {
        this.admin = admin;
    }

    void apply(List<Change> changes) throws ExecutionException, InterruptedException {
        List<NewTopic> fresh = changes.stream()
                .filter(Change.Create.class::isInstance)
                .map(change -> fresh(((Change.Create) change).topic()))
                .toList();
        if (!fresh.isEmpty()) {
            admin.createTopics(fresh).all().get();
        }
        for (Change change : changes) {
            apply(change).get();
        }
    }

    private static NewTopic fresh(GovernedTopic topic) {
        return new NewTopic(topic.name(), topic.partitions(), topic.replicas()).configs(topic.config());
    }

    private KafkaFuture<?> apply(Change change) {
        return switch (change) {
            case Change.Alter alter ->
                admin.incrementalAlterConfigs(Map.of(
                                new ConfigResource(ConfigResource.Type.TOPIC, alter.subject()),
                                List.of(new AlterConfigOp(
                                        new ConfigEntry(alter.setting(), alter.wanted()), AlterConfigOp.OpType.SET))))
                        .all();
            case Change.AddPartitions add ->
                admin.createPartitions(Map.of(add.subject(), NewPartitions.increaseTo(add.wanted())))
                        .all();
            case Change.Unmanaged unmanaged ->
                admin.deleteTopics(List.of(unmanaged.subject())).all();
            case Change.Allow allow ->
                admin.createAcls(List.of(allow.grant().binding())).all();
            case Change.Revoke revoke ->
                admin.deleteAcls(List.of(revoke.grant().binding().toFilter())).all();
            case Change.Create create -> KafkaFuture.completedFuture(null);
            case Change.Drift drift -> KafkaFuture.completedFuture(null);
        };
    }
}
