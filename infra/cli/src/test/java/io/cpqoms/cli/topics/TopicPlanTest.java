package io.cpqoms.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.cli.topics.TopicFinding.Kind;
import io.cpqoms.cli.topics.TopicPlan.ExistingTopic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The registry against a cluster: what is missing, what drifted, what nobody registered. */
class TopicPlanTest {
    private static final GovernedTopic QUOTES =
            new GovernedTopic("cpq.quote.events.v1", 6, (short) 1, Map.of("retention.ms", "10"), List.of());

    @Test
    void findsNothingOnAnEqualCluster() {
        assertThat(compare(Map.of("cpq.quote.events.v1", existing(6, "10"))))
                .extracting(TopicFinding::kind)
                .containsExactly(Kind.EQUAL);
    }

    @Test
    void findsAMissingTopic() {
        assertThat(compare(Map.of())).extracting(TopicFinding::kind).containsExactly(Kind.MISSING);
    }

    @Test
    void saysWhatDrifted() {
        TopicFinding finding =
                compare(Map.of("cpq.quote.events.v1", existing(3, "99"))).getFirst();

        assertThat(finding.kind()).isEqualTo(Kind.DRIFTED);
        assertThat(finding.differences())
                .containsExactly("partitions is 3, the registry says 6", "retention.ms is 99, the registry says 10");
    }

    @Test
    void findsAnUnregisteredTopicOfThePlatformOnly() {
        Map<String, ExistingTopic> cluster = Map.of(
                "cpq.quote.events.v1", existing(6, "10"),
                "cpq.quote.events.v2", existing(6, "10"),
                "somebody.else", existing(6, "10"));

        assertThat(compare(cluster))
                .filteredOn(finding -> finding.kind() == Kind.UNREGISTERED)
                .extracting(TopicFinding::topic)
                .containsExactly("cpq.quote.events.v2");
    }

    private static List<TopicFinding> compare(Map<String, ExistingTopic> cluster) {
        return TopicPlan.compare(List.of(QUOTES), cluster);
    }

    private static ExistingTopic existing(int partitions, String retention) {
        return new ExistingTopic(partitions, 1, Map.of("retention.ms", retention));
    }
}
