package io.cpqoms.cli.topics.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cpqoms.cli.topics.registry.RegisteredTopic;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the audit finds in samples and groups, and what it leaves alone. */
@Tag("TOP-11")
@Tag("INB-10")
class AuditRulesTest {
    private static final TopicRegistry REGISTRY = TopicRegistry.bundled();
    private static final String QUOTES = "cpq.quote.events.v1";
    private static final RegisteredTopic TOPIC = REGISTRY.find(QUOTES).orElseThrow();

    @Test
    void findsNothingInAnEvenSample() {
        assertThat(SampleRules.of(TOPIC, sample(600, 600))).isEmpty();
    }

    @Test
    void findsTheKeyThatHasTooMuchAndThePartitionItHeats() {
        TopicSample sample = sample(600, 600);
        for (int i = 0; i < 500; i++) {
            sample.add(2, "acme:quote:hot", 100, i * 1_000L, "2/" + i);
        }

        assertThat(SampleRules.of(TOPIC, sample))
                .extracting(AuditFinding::kind, AuditFinding::what)
                .containsExactly(
                        tuple(
                                "hot-partition",
                                "partition 2 holds 54 % of the newest 1100 records; 16 % would be its share"),
                        tuple("key-skew", "the key acme:quote:hot has 45 % of the newest 1100 records, of 601 keys"));
    }

    @Test
    void findsTheEventThatIsNearlyTooLarge() {
        TopicSample sample = sample(10, 10);
        sample.add(3, "acme:quote:large", 700_000, 0, "3/17");

        assertThat(SampleRules.of(TOPIC, sample))
                .extracting(AuditFinding::what)
                .containsExactly("the record at 3/17 has 700000 bytes; 1000000 are the limit, 63727 the average");
    }

    @Test
    void findsALoadThatNobodySizedFor() {
        TopicSample sample = sample(600, 1);

        assertThat(SampleRules.of(TOPIC, sample))
                .extracting(AuditFinding::what)
                .containsExactly("600 records in its busiest second, but it was sized for 300.0");
    }

    @Test
    void findsZombiesSleepersAndStrangers() {
        List<GroupView> groups = new ArrayList<>(readersOfEverything());
        groups.add(group("crm-sync", 0, QUOTES, 900));
        groups.add(group("audit-service.quote-events", 0, QUOTES, 5));
        groups.add(group("local.audit-service.v1.cpq.order.events.v1", 0, "cpq.order.events.v1", 40));
        groups.add(group("local.audit-service.v2.cpq.order.events.v1", 1, "cpq.order.events.v1", 0));
        groups.add(group("local.quote-service.v1.cpq.quote.events.v1", 0, QUOTES, 3));
        groups.add(group("local.order-service.old-acceptances.v1.cpq.quote.events.v1", 0, QUOTES, 7));
        groups.add(group("local.quote-service.own-events.v1.cpq.quote.events.v1", 1, QUOTES, 0));
        groups.add(group("local.search-projector.replay.r1", 0, QUOTES, 500));
        groups.add(group("local.replay.r2", 0, QUOTES, 500));

        assertThat(new GroupRules(REGISTRY, groups).findings())
                .extracting(finding -> finding.kind() + " " + finding.subject() + ": " + finding.what())
                .containsExactlyInAnyOrder(
                        "zombie crm-sync: has no member, and no consumer of a registered service derives this id; it"
                                + " holds back 900 records",
                        "zombie audit-service.quote-events: has no member, and no consumer of a registered service"
                                + " derives this id; it holds back 5 records",
                        "zombie local.audit-service.v1.cpq.order.events.v1: has no member, and"
                                + " local.audit-service.v2.cpq.order.events.v1 has taken its place; it holds back 40"
                                + " records",
                        "zombie local.quote-service.v1.cpq.quote.events.v1: has no member, and the entry of"
                                + " cpq.quote.events.v1 does not list quote-service; it holds back 3 records",
                        "asleep local.order-service.old-acceptances.v1.cpq.quote.events.v1: has no member and 7"
                                + " records to read",
                        "unregistered-reader local.quote-service.own-events.v1.cpq.quote.events.v1: reads"
                                + " cpq.quote.events.v1, whose entry does not list it");
    }

    @Test
    void takesAMemberWithoutOffsetsForAReader() {
        List<GroupView> groups = new ArrayList<>(readersOfEverything());
        groups.removeIf(group -> group.id().equals(reader("audit-service", QUOTES)));
        groups.add(new GroupView(reader("audit-service", QUOTES), 1, Map.of(), Set.of(QUOTES)));

        assertThat(new GroupRules(REGISTRY, groups).findings()).isEmpty();
    }

    @Test
    void findsATopicThatARegisteredReaderDoesNotRead() {
        List<GroupView> groups = new ArrayList<>(readersOfEverything());
        groups.removeIf(group -> group.id().equals(reader("audit-service", QUOTES)));
        groups.add(new GroupView(reader("audit-service", QUOTES), 0, Map.of(), Set.of()));

        assertThat(new GroupRules(REGISTRY, groups).findings())
                .extracting(AuditFinding::kind, AuditFinding::subject)
                .containsExactly(tuple("unread", QUOTES));
    }

    @Test
    @Tag("INC-07")
    void findsADiskBeforeItIsFull() {
        assertThat(ClusterAudit.disk("broker 1", 100_000_000_000L, 20_000_000_000L))
                .isEmpty();
        assertThat(ClusterAudit.disk("broker 1", 100_000_000_000L, 19_000_000_000L))
                .extracting(AuditFinding::what)
                .containsExactly("has 19.0 GB of 100.0 GB free");
    }

    /** Every registered reader in the group that the library derives for it. */
    private static List<GroupView> readersOfEverything() {
        List<GroupView> groups = new ArrayList<>();
        for (RegisteredTopic topic : REGISTRY.all()) {
            topic.consumers().forEach(service -> groups.add(group(reader(service, topic.name()), 1, topic.name(), 0)));
        }
        return groups;
    }

    private static String reader(String service, String topic) {
        return "prod." + service + ".readings.v2." + topic;
    }

    private static GroupView group(String id, int members, String topic, long lag) {
        return new GroupView(id, members, Map.of(topic, lag), Set.of());
    }

    /** Records with a key of their own each, evenly spread over partitions and so many seconds. */
    private static TopicSample sample(int records, int seconds) {
        TopicSample sample = new TopicSample(6);
        for (int i = 0; i < records; i++) {
            sample.add(i % 6, "acme:quote:" + i, 100, 1_000L * (i % seconds), i % 6 + "/" + i);
        }
        return sample;
    }
}
