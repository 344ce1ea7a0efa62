package io.cpqoms.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No alert is believed that nobody has seen fire: each has a drill, or is listed here with the reason why it has none. */
@Tag("OPS-13")
@Tag("M16")
class AlertDrillsTest {

    private static final Path RULES = Path.of("../../observability/prometheus/rules/alerts.yml");
    private static final Pattern ALERT =
            Pattern.compile("- alert: (\\w+)\n\\s+expr: ((?:.|\n)*?)\n\\s+(?:for|labels):");

    /** The library's meters, and what objectives.yml records of them. */
    private static final Pattern OF_MESSAGING = Pattern.compile(
            "\\bcpq_(outbox|inbox|dead_letters|messaging)_|:(producer_errors|dead_letters|batch_seconds):");

    private static final List<Class<?>> DRILLS = List.of(AlertDrillIT.class, OutboxAlertDrillIT.class);

    /** Those of messaging's meters have no excuse here: all of them can be made to fire on the servers of the tests. */
    private static final Map<String, String> WITHOUT_DRILL = Map.of(
            "ServiceDown", "Prometheus' own meter of a service that gives no answer; the drills live in one that does",
            "HeapNearlyFull", "the JVM's meter; a heap that is full for long takes the drills' own JVM with it",
            "RequestErrorsBurnsFast",
                    "of requests to a service; the service of the drills has no operation that fails by itself",
            "RequestErrorsBurnsSlowly", "as RequestErrorsBurnsFast",
            "ExternalTasksWait", "of workflow-bridge's tasks; the drills have the library and no engine",
            "ForeignAnswer",
                    "of search-projector's index, which has to be wrong; the drills have the library and no index");

    @Test
    void alertHasADrillOrAReason() throws IOException {
        Set<String> drilled = drilled();

        assertThat(alerts().keySet().stream()
                        .filter(alert -> !drilled.contains(alert) && !WITHOUT_DRILL.containsKey(alert)))
                .as("alerts that nothing makes fire, and no reason is given")
                .isEmpty();
    }

    @Test
    void saysNothingOfAnAlertThatIsNone() throws IOException {
        Set<String> alerts = alerts().keySet();

        assertThat(alerts).hasSizeGreaterThan(25).containsAll(drilled()).containsAll(WITHOUT_DRILL.keySet());
        assertThat(drilled())
                .as("with a drill and a reason for none")
                .doesNotContainAnyElementsOf(WITHOUT_DRILL.keySet());
    }

    @Test
    void everyAlertOfMessagingHasADrill() throws IOException {
        Set<String> ofMessaging = alerts().entrySet().stream()
                .filter(alert -> OF_MESSAGING.matcher(alert.getValue()).find())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());

        assertThat(ofMessaging).hasSizeGreaterThan(20);
        assertThat(drilled()).isEqualTo(ofMessaging);
    }

    private static Set<String> drilled() {
        return DRILLS.stream()
                .flatMap(drills -> Stream.of(drills.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Drills.class))
                .flatMap(AlertDrillsTest::alertsOf)
                .collect(Collectors.toSet());
    }

    private static Stream<String> alertsOf(Method drill) {
        return Stream.of(drill.getAnnotation(Drills.class).value());
    }

    /** The expression of each alert by its name. */
    private static Map<String, String> alerts() throws IOException {
        return ALERT.matcher(Files.readString(RULES))
                .results()
                .collect(Collectors.toMap(
                        rule -> rule.group(1), (MatchResult rule) -> rule.group(2), (one, other) -> one, TreeMap::new));
    }
}
