package io.cpqoms.cli.topics.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.cli.topics.access.AccessRules;
import io.cpqoms.cli.topics.access.Grant;
import io.cpqoms.cli.topics.registry.GovernedTopic;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The registry against a cluster: the diff that people review, and how much care each change needs. */
@Tag("TOP-03")
@Tag("TOP-06")
class PlanTest {
    private static final TopicRegistry REGISTRY = TopicRegistry.bundled();
    private static final Set<Grant> RIGHTS = new AccessRules(REGISTRY, "local").grants();
    private static final int BROKERS = 3;

    @Test
    void findsNothingOnAnEqualCluster() {
        Plan plan = plan(equal(), Optional.of(RIGHTS));

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.hasDrifted()).isFalse();
    }

    @Test
    void writesTheDiffThatIsCheckedIn() throws IOException {
        Map<String, ClusterTopic> topics = equal();
        topics.remove("cpq.workflow.events.v1");
        change(topics, "cpq.catalog.publications.v1", 12, "retention.ms", "7776000000");
        change(topics, "cpq.quote.events.v1", 6, "retention.ms", "10368000000");
        change(topics, "cpq.order.events.v1", 3, "retention.ms", "5184000000");
        change(topics, "cpq.notification.events.v1", 3, "max.message.bytes", "900000");
        change(topics, "cpq.notification.commands.v1", 3, "max.message.bytes", "100000");
        topics.put("cpq.forgotten.events.v1", new ClusterTopic(1, 1, Map.of()));
        Set<Grant> grants = new TreeSet<>(RIGHTS);
        grants.remove(grant("audit-service", "cpq.quote.events.v1", AclOperation.READ));
        grants.add(grant("intern", "cpq.quote.events.v1", AclOperation.WRITE));

        List<String> lines = PlanText.lines(plan(topics, Optional.of(grants)), Map.of());

        assertThat(lines.stream().filter(line -> !line.startsWith("  = "))).containsExactlyElementsOf(golden());
        assertThat(lines).contains("  = cpq.quote.dlq.v1");
    }

    @Test
    void comparesNoRightsWhereTheClusterHasNoAuthorizer() {
        assertThat(plan(equal(), Optional.empty()).isEmpty()).isTrue();
    }

    @Test
    void asksNobodyForMorePartitionsWhereNoOrderIsPromised() {
        Map<String, ClusterTopic> topics = equal();
        String name = "cpq.quote.dlq.v1";
        ClusterTopic equal = Objects.requireNonNull(topics.get(name));
        topics.put(name, new ClusterTopic(0, equal.replicas(), equal.config()));

        assertThat(plan(topics, Optional.empty()).changes())
                .extracting(Change::care)
                .containsExactly(Change.Care.FREE);
    }

    @ParameterizedTest(name = "{0} to {1} partitions")
    @CsvSource({"3, 6, 0.5", "1, 2, 0.5", "6, 12, 0.5", "2, 3, 0.667", "6, 7, 0.857"})
    void knowsHowManyKeysMove(int from, int to, double expected) {
        assertThat(Impacts.shareOfMovedKeys(from, to)).isCloseTo(expected, Offset.offset(0.001));
    }

    private static Plan plan(Map<String, ClusterTopic> topics, Optional<Set<Grant>> grants) {
        return Plan.of(REGISTRY, RIGHTS, new ClusterState(BROKERS, topics, grants));
    }

    private static Map<String, ClusterTopic> equal() {
        Map<String, ClusterTopic> topics = new TreeMap<>();
        for (GovernedTopic topic : REGISTRY.topics(BROKERS)) {
            topics.put(topic.name(), new ClusterTopic(topic.partitions(), topic.replicas(), topic.config()));
        }
        return topics;
    }

    private static void change(
            Map<String, ClusterTopic> topics, String name, int partitions, String setting, String value) {
        ClusterTopic equal = Objects.requireNonNull(topics.get(name));
        Map<String, String> config = new HashMap<>(equal.config());
        config.put(setting, value);
        topics.put(name, new ClusterTopic(partitions, equal.replicas(), config));
    }

    private static Grant grant(String principal, String topic, AclOperation operation) {
        return new Grant(principal, ResourceType.TOPIC, PatternType.LITERAL, topic, operation);
    }

    private static List<String> golden() throws IOException {
        try (InputStream file = Objects.requireNonNull(PlanTest.class.getResourceAsStream("plan.txt"), "plan.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
