package io.cpqoms.cli.topics;

import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.stack.LocalPlatform;
import io.cpqoms.cli.topics.cluster.KafkaConnection;
import io.cpqoms.cli.topics.cluster.TopicCluster;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which cluster a command means and with which registry: the local stack's and the checkout's unless said otherwise. */
final class ClusterOptions {
    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "The cluster; the local stack's by default.")
    private Optional<String> kafka = Optional.empty();

    @Option(
            names = "--client-config",
            paramLabel = "FILE",
            description = "Kafka client properties, for a secured cluster that is not the local stack.")
    private Optional<Path> clientConfig = Optional.empty();

    @Option(
            names = "--registry",
            paramLabel = "FILE",
            description = "The registry; the one that was built into this command by default.")
    private Optional<Path> registry = Optional.empty();

    TopicRegistry registry() {
        return registry.map(TopicRegistry::read).orElseGet(TopicRegistry::bundled);
    }

    TopicCluster cluster() {
        return new TopicCluster(connection(), registry());
    }

    /** Only a cluster that was named; commands that can do without one use this. */
    Optional<TopicCluster> namedCluster(TopicRegistry wanted) {
        return kafka.map(address -> new TopicCluster(connection(), wanted));
    }

    KafkaConnection connection() {
        if (kafka.isEmpty()) {
            return local();
        }
        return clientConfig
                .map(file -> KafkaConnection.with(kafka.get(), file))
                .orElseGet(() -> KafkaConnection.open(kafka.get()));
    }

    private static KafkaConnection local() {
        LocalPlatform local = LocalPlatform.of(Installation.current());
        if (!local.isRunning()) {
            throw CpqFailure.environment(
                    "the stack is not running; start it with ./cpq up, or name a cluster with --kafka");
        }
        return local.kafka();
    }
}
