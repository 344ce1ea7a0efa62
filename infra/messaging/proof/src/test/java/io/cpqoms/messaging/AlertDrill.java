package io.cpqoms.messaging;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.TestServers;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What drills of alerts share: a Prometheus beside the application, and the check that a drill makes fire what it says. */
abstract class AlertDrill {

    static final String SERVICE = "workflow-bridge";
    static final Map<String, String> ANY = Map.of("service", SERVICE);

    private static final Duration AN_EVALUATION = Duration.ofMillis(500);

    @TempDir
    static Path directory;

    private static PrometheusServer prometheus;

    private final Set<String> fired = new TreeSet<>();

    @BeforeAll
    static void isInstalled() {
        assumeTrue(PrometheusServer.isInstalled(), "prometheus is not on the PATH (apt-get install prometheus)");
    }

    @BeforeEach
    void watch() throws Exception {
        if (prometheus == null) {
            URI management = URI.create(ConfigProvider.getConfig().getValue("test.management.url", String.class));
            prometheus = PrometheusServer.watching(SERVICE, management, directory);
        }
    }

    @AfterEach
    void hasMadeFireWhatItSays(TestInfo drill) {
        Drills drills = drill.getTestMethod().orElseThrow().getAnnotation(Drills.class);
        assertThat(drills).as("what this drill makes fire").isNotNull();
        assertThat(fired).containsExactlyInAnyOrder(drills.value());
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
            prometheus = null;
        }
    }

    /** @param value the least that it tells */
    final void awaitFiring(String alert, Map<String, String> labels, double value) {
        awaitFiringWhile(() -> {}, alert, labels, value);
    }

    /** @param goesOn done again and again until it fires */
    final void awaitFiringWhile(Runnable goesOn, String alert, Map<String, String> labels, double value) {
        await(alert).pollInterval(AN_EVALUATION).until(() -> {
            goesOn.run();
            return prometheus.firing(alert).stream()
                    .anyMatch(firing -> firing.value() >= value
                            && firing.labels().entrySet().containsAll(labels.entrySet())
                            && isForSomebody(firing.labels()));
        });
        fired.add(alert);
    }

    /** Whoever routes it knows how urgent it is, of which service, and whose. */
    private static boolean isForSomebody(Map<String, String> labels) {
        return labels.getOrDefault("service", "").equals(SERVICE)
                && Set.of("page", "ticket").contains(labels.getOrDefault("severity", ""))
                && Set.of("messaging", SERVICE).contains(labels.getOrDefault("owner", ""));
    }

    /** An alert also ends where nothing is scraped; that is no end. */
    final void awaitQuiet(String alert, Map<String, String> labels) {
        await("quiet: " + alert)
                .until(() -> prometheus.scrapes()
                        && prometheus.firing(alert).stream()
                                .noneMatch(firing -> firing.labels().entrySet().containsAll(labels.entrySet())));
    }

    static Admin kafka() {
        return Admin.create(
                Map.of("bootstrap.servers", (Object) TestServers.ofThisJvm().kafkaAddress()));
    }

    static void publish(List<ProducerRecord<String, byte[]>> records) {
        KafkaBroker.records().publish(records);
    }

    /** An application of its own, so that what other tests left behind fires nothing here. */
    public static class Drilled implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "cpq.messaging.inbox.retry-backoff-maximum",
                    "PT1S",
                    "cpq.messaging.outbox.topic-probe",
                    "PT0.5S",
                    "cpq.messaging.outbox.topic-wait",
                    "PT1S",
                    "cpq.messaging.outbox.manifest-interval",
                    "PT1S",
                    "cpq.messaging.outbox.manifest-timeout",
                    "PT1S");
        }
    }
}
