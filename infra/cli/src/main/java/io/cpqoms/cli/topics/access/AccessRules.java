package io.cpqoms.cli.topics.access;

import io.cpqoms.cli.topics.registry.RegisteredTopic;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Who may do what, derived from the registry and from nothing else.
 *
 * <p>A service writes where it is a producer and reads where it is a consumer, in groups that the messaging library derives
 * for it; nobody opens a transaction, which would hold every reader up. {@code replay} reads what may be replayed and writes nothing.
 * {@code administration} changes topics, rights and groups and reads for the audit, but can't write a single record: whoever
 * operates the platform can't forge its facts.
 */
public final class AccessRules {
    public static final String REPLAY = "replay";
    public static final String ADMINISTRATION = "administration";
    private static final String ANYTHING = "*";
    private static final String ENVIRONMENT = "CPQ_ENVIRONMENT";
    private static final String CLUSTER = "kafka-cluster";

    private final TopicRegistry registry;
    private final String environment;

    /** @param environment the first part of the group ids that services derive */
    public AccessRules(TopicRegistry registry, String environment) {
        this.registry = registry;
        this.environment = environment;
    }

    /** For the environment that this process is told it works in. */
    public static AccessRules of(TopicRegistry registry) {
        return new AccessRules(registry, System.getenv().getOrDefault(ENVIRONMENT, "local"));
    }

    /** The accounts that the cluster needs: one for each service, replay and administration. */
    public List<String> principals() {
        List<String> principals = new ArrayList<>(registry.services().keySet());
        principals.addAll(List.of(REPLAY, ADMINISTRATION));
        return List.copyOf(principals);
    }

    public SortedSet<Grant> grants() {
        SortedSet<Grant> grants = new TreeSet<>();
        registry.services().keySet().forEach(service -> groups(service, grants));
        for (RegisteredTopic topic : registry.all()) {
            topic.producers().forEach(service -> grants.add(topic(service, topic, AclOperation.WRITE)));
            topic.consumers().forEach(service -> grants.add(topic(service, topic, AclOperation.READ)));
            if (topic.producers().size() == 1) {
                // What is its own it may compare with its database after that was moved.
                topic.producers().forEach(service -> grants.add(topic(service, topic, AclOperation.READ)));
            }
            if (topic.replayAllowed()) {
                grants.add(topic(REPLAY, topic, AclOperation.READ));
            }
        }
        groups(REPLAY, grants);
        administration(grants);
        return grants;
    }

    private static Grant topic(String principal, RegisteredTopic topic, AclOperation operation) {
        return Grant.on(principal, ResourceType.TOPIC, topic.name(), operation);
    }

    private void groups(String principal, Set<Grant> grants) {
        grants.add(
                Grant.onPrefix(principal, ResourceType.GROUP, environment + "." + principal + ".", AclOperation.READ));
    }

    private void administration(Set<Grant> grants) {
        registry.all().stream()
                .map(topic -> topic.name().substring(0, topic.name().indexOf('.') + 1))
                .distinct()
                .forEach(domain -> administration(domain, grants));
        for (AclOperation operation :
                List.of(AclOperation.DESCRIBE, AclOperation.ALTER, AclOperation.DESCRIBE_CONFIGS)) {
            grants.add(Grant.on(ADMINISTRATION, ResourceType.CLUSTER, CLUSTER, operation));
        }
        for (AclOperation operation : List.of(AclOperation.DESCRIBE, AclOperation.READ, AclOperation.DELETE)) {
            grants.add(Grant.on(ADMINISTRATION, ResourceType.GROUP, ANYTHING, operation));
        }
    }

    private static void administration(String domain, Set<Grant> grants) {
        for (AclOperation operation : List.of(
                AclOperation.CREATE,
                AclOperation.DELETE,
                AclOperation.ALTER,
                AclOperation.ALTER_CONFIGS,
                AclOperation.DESCRIBE,
                AclOperation.DESCRIBE_CONFIGS,
                AclOperation.READ)) {
            grants.add(Grant.onPrefix(ADMINISTRATION, ResourceType.TOPIC, domain, operation));
        }
    }
}
