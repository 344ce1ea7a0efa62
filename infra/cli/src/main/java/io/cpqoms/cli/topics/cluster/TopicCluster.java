package io.cpqoms.cli.topics.cluster;

import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.demo.Await;
import io.cpqoms.cli.topics.access.AccessRules;
import io.cpqoms.cli.topics.access.Credentials;
import io.cpqoms.cli.topics.access.Principals;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** A Kafka cluster and the registry: compared, judged, and brought in line. */
public final class TopicCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Admin admin;
    private final TopicRegistry registry;
    private final AccessRules access;

    public TopicCluster(String bootstrap, TopicRegistry registry) {
        this(KafkaConnection.open(bootstrap), registry);
    }

    public TopicCluster(KafkaConnection connection, TopicRegistry registry) {
        this.admin = connection.admin();
        this.registry = registry;
        this.access = AccessRules.of(registry);
    }

    public Plan plan() {
        return ask(() -> Plan.of(registry, access.grants(), new ClusterReader(admin, registry).read()));
    }

    /** What each guarded change of the plan would do, counted on the cluster. */
    public Map<Change, List<String>> impacts(Plan plan) {
        return ask(() -> new Impacts(new RecordCounts(admin, Clock.systemUTC())).of(plan));
    }

    /** Does what needs no care; answers the plan it followed. */
    public Plan apply() {
        Plan plan = plan();
        apply(plan.with(Change.Care.FREE));
        return plan;
    }

    /** Returns when the brokers show the changes: a broker answers before it has read its own metadata back. */
    public void apply(List<Change> changes) {
        ask(() -> {
            new Applier(admin).apply(changes);
            return changes.size();
        });
        Await.until(
                "Kafka to show the changes it accepted",
                PATIENCE,
                () -> Optional.of(pending(changes)).filter(List::isEmpty),
                () -> "it does not show "
                        + pending(changes).stream().map(PlanText::line).toList() + "; see ./cpq status");
    }

    private List<Change> pending(List<Change> accepted) {
        return accepted.isEmpty()
                ? accepted
                : plan().changes().stream().filter(accepted::contains).toList();
    }

    /** Creates the accounts that are missing; answers their names. */
    public List<String> createPrincipals(Credentials credentials) {
        return ask(() -> new Principals(admin, credentials).create(access.principals()));
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws ExecutionException, InterruptedException;
    }

    private static <T> T ask(Question<T> question) {
        try {
            return question.ask();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw CpqFailure.environment("Kafka did not do it: " + cause.getMessage() + "; see ./cpq status", cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CpqFailure("interrupted while asking Kafka");
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
