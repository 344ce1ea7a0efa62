package io.cpqoms.cli.compose;

import static io.cpqoms.cli.compose.ComposeFile.list;
import static io.cpqoms.cli.compose.ComposeFile.map;
import static io.cpqoms.cli.compose.ComposeFile.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.Checkout;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Scrape targets, rules, dashboards and the collector's pipelines fit each other, the services and the composition. */
@Tag("OPS-02")
class ObservabilityFilesTest {
    private static final Path DIRECTORY = Checkout.root().resolve("infra/observability");
    private static final Pattern OUR_METRIC = Pattern.compile("\\bcpq_[a-z_]+");
    private static final Pattern RECORDED = Pattern.compile("\\b[a-z]+:[a-z_]+:[a-z0-9_]+");
    private static final Pattern METER = Pattern.compile("\"(cpq\\.[a-z.]+)\"");
    private static final Pattern EXPECTED_OWNER = Pattern.compile("exp_labels: \\{ severity: \\w+, owner: ([\\w-]+),");
    private static final Pattern OWNER_MATCHER = Pattern.compile("owner =~? \"(.*)\"");
    private static final Pattern SUFFIX = Pattern.compile("(_seconds)?(_total|_sum|_count|_max|_bucket)?$");

    private final ComposeFile composition = new ComposeFile();

    @Test
    void scrapesEveryServiceOfTheComposition() {
        List<String> targets = targets("services");

        assertThat(targets)
                .containsExactlyInAnyOrder(
                        "quote-service:9081",
                        "order-service:9082",
                        "workflow-bridge:9083",
                        "search-projector:9084",
                        "notification-service:9085",
                        "audit-service:9086");
        assertThat(composition.services().keySet())
                .containsAll(Stream.concat(targets.stream(), targets("collector").stream())
                        .map(target -> target.split(":")[0])
                        .toList());
    }

    /** A dashboard of a metric that nobody counts is worse than none: it shows a quiet line. */
    @Test
    void asksOnlyForMetricsThatTheServicesCount() throws IOException {
        Set<String> counted = meters();

        assertThat(expressions()).isNotEmpty();
        assertThat(expressions().stream()
                        .flatMap(expression ->
                                OUR_METRIC.matcher(expression).results().map(match -> match.group()))
                        .filter(metric -> !counted.contains(metric)
                                && !counted.contains(SUFFIX.matcher(metric).replaceFirst(""))))
                .as("metrics in rules and dashboards that no source file names")
                .isEmpty();
    }

    @Test
    void showsOnlyRecordingsThatTheRulesMake() {
        String rules = read(DIRECTORY.resolve("prometheus/rules/objectives.yml"));

        assertThat(expressions().stream()
                        .flatMap(expression ->
                                RECORDED.matcher(expression).results().map(match -> match.group()))
                        .filter(recorded -> !rules.contains("record: " + recorded + "\n")))
                .isEmpty();
    }

    @Test
    void testsEveryAlert() {
        String tests = read(DIRECTORY.resolve("prometheus/tests/alerts_test.yml"));
        Set<String> untested = Set.of("RequestErrorsBurnsSlowly"); // the same formula, tested once

        assertThat(rules().map(rule -> String.valueOf(rule.getOrDefault("alert", "")))
                        .filter(alert -> !alert.isEmpty() && !untested.contains(alert))
                        .filter(alert -> !tests.contains("alertname: " + alert)))
                .as("alerts without a test")
                .isEmpty();
    }

    /** Whose an alert is stands with it: the team of the service that it speaks of, or that of messaging. */
    @Test
    @Tag("OPS-13")
    void alertHasAnOwnerThatTheRoutesKnow() {
        String tests = read(DIRECTORY.resolve("prometheus/tests/alerts_test.yml"));
        Set<String> owners = Stream.concat(
                        Stream.of("messaging"), targets("services").stream().map(target -> target.split(":")[0]))
                .collect(Collectors.toSet());

        assertThat(rules().filter(rule -> rule.containsKey("alert")))
                .isNotEmpty()
                .allSatisfy(rule -> {
                    assertThat(map(rule.get("labels")).get("owner"))
                            .as("owner of " + rule.get("alert"))
                            .isIn("messaging", "{{ $labels.service }}");
                    assertThat(map(rule.get("labels")).get("severity")).isIn("page", "ticket");
                });
        assertThat(EXPECTED_OWNER.matcher(tests).results().map(match -> match.group(1)))
                .as("what comes of it, of each alert that a test expects")
                .hasSize(tests.split("exp_labels:", -1).length - 1)
                .allMatch(owners::contains);
        assertThat(owners)
                .allSatisfy(owner ->
                        assertThat(receiversOf(owner)).as("routes of " + owner).hasSize(1));
    }

    @Test
    @Tag("OPS-13")
    void tellsOfRoutesThatAnAlertmanagerAccepts(@TempDir Path directory) throws Exception {
        assumeTrue(
                tool("amtool", "--version") == 0,
                "amtool is not on the PATH (apt-get install prometheus-alertmanager)");
        Path file = Files.writeString(directory.resolve("alertmanager.yml"), routesOfTheReadme());

        assertThat(tool("amtool", "check-config", file.toString())).isZero();
        assertThat(routeOfAPage(file, "audit-service", "records-pager")).isZero();
        assertThat(routeOfAPage(file, "a-service-of-tomorrow", "messaging-pager"))
                .isZero();
    }

    private static int routeOfAPage(Path file, String owner, String receiver) throws Exception {
        return tool(
                "amtool",
                "config",
                "routes",
                "test",
                "--config.file=" + file,
                "--verify.receivers=" + receiver,
                "owner=" + owner,
                "severity=page");
    }

    /** The receivers that the README's example gives an owner's tickets to, the one for all that is left not counted. */
    private static List<Object> receiversOf(String owner) {
        Map<String, Object> example = map(new Yaml(new SafeConstructor(new LoaderOptions())).load(routesOfTheReadme()));
        List<Object> known = ((List<?>) example.get("receivers"))
                .stream().map(each -> map(each).get("name")).toList();
        List<Object> found = new ArrayList<>();
        for (Object route : (List<?>) map(example.get("route")).get("routes")) {
            String matcher = String.valueOf(((List<?>) map(route).get("matchers")).getFirst());
            Matcher ours = OWNER_MATCHER.matcher(matcher);
            if (ours.matches() && owner.matches(ours.group(1))) {
                found.add(map(route).get("receiver"));
            }
        }
        assertThat(known).containsAll(found);
        return found;
    }

    private static String routesOfTheReadme() {
        String readme = read(DIRECTORY.resolve("README.md"));
        int begin = readme.indexOf("```yaml\n") + "```yaml\n".length();
        return readme.substring(begin, readme.indexOf("```", begin));
    }

    /** One bound for all: the meters don't tell topics apart, so the registry must not either. */
    @Test
    @Tag("DLQ-02")
    void alertsOfDeadLettersWhenTheRegistrySaysSo() {
        List<JsonNode> bounds = TopicRegistry.bundled().all().stream()
                .map(topic -> topic.node().path("deadLetter"))
                .filter(JsonNode::isObject)
                .distinct()
                .toList();

        assertThat(bounds).hasSize(1);
        long seconds =
                Duration.parse(bounds.getFirst().path("triageTime").asText()).toSeconds();
        assertThat(expressions())
                .contains(
                        "sum by (service, consumer) (max by (service, consumer, state) (cpq_dead_letters_open)) >= "
                                + bounds.getFirst().path("alertThreshold").asInt(),
                        "max by (service, consumer) (cpq_dead_letters_oldest_age_seconds{state=\"open\"}) > "
                                + seconds);
    }

    @Test
    void holdsRulesThatPromtoolAcceptsAndThatPassTheirTests() throws Exception {
        assumeTrue(promtool("--version") == 0, "promtool is not on the PATH (apt-get install prometheus)");

        assertThat(promtool(
                        "check",
                        "config",
                        DIRECTORY.resolve("prometheus/prometheus.yml").toString()))
                .isZero();
        assertThat(promtool(
                        "test",
                        "rules",
                        DIRECTORY.resolve("prometheus/tests/alerts_test.yml").toString()))
                .isZero();
    }

    @Test
    void drawsPanelsOnDeclaredDataSources() throws IOException {
        String sources = read(DIRECTORY.resolve("grafana/provisioning/datasources/datasources.yaml"));
        for (JsonNode dashboard : dashboards()) {
            Set<Integer> ids = new TreeSet<>();
            for (JsonNode panel : dashboard.path("panels")) {
                assertThat(sources)
                        .contains("uid: " + panel.at("/datasource/uid").asText() + ",");
                assertThat(panel.path("targets"))
                        .as(panel.path("title").asText())
                        .isNotEmpty();
                assertThat(ids.add(panel.path("id").asInt()))
                        .as("panel ids differ")
                        .isTrue();
            }
        }
    }

    @Test
    void passesTracesThroughDeclaredPartsOfTheCollector() {
        Map<String, Object> collector = map(yaml("collector/collector.yaml"));
        Map<String, Object> pipelines = map(map(collector.get("service")).get("pipelines"));

        assertThat(pipelines).isNotEmpty();
        pipelines.values().forEach(pipeline -> {
            for (String part : List.of("receivers", "processors", "exporters")) {
                assertThat(map(collector.get(part)).keySet())
                        .containsAll(list(map(pipeline).get(part)));
            }
        });
    }

    private List<String> targets(String job) {
        List<String> found = new ArrayList<>();
        for (Object config : (List<?>) map(yaml("prometheus/prometheus.yml")).get("scrape_configs")) {
            if (map(config).get("job_name").equals(job)) {
                ((List<?>) map(config).get("static_configs"))
                        .forEach(group -> found.addAll(list(map(group).get("targets"))));
            }
        }
        return found;
    }

    private Stream<Map<String, Object>> rules() {
        return Stream.of("alerts.yml", "objectives.yml")
                .flatMap(
                        file -> ((List<?>) map(yaml("prometheus/rules/" + file)).get("groups")).stream())
                .flatMap(group -> ((List<?>) map(group).get("rules")).stream())
                .map(ComposeFile::map);
    }

    private List<String> expressions() {
        List<String> expressions = new ArrayList<>(
                rules().map(rule -> String.valueOf(rule.get("expr"))).toList());
        for (JsonNode dashboard : dashboards()) {
            dashboard.findValues("expr").forEach(expression -> expressions.add(expression.asText()));
        }
        return expressions;
    }

    private static List<JsonNode> dashboards() {
        return Stream.of("platform", "events", "business")
                .map(name -> Json.read(read(DIRECTORY.resolve("grafana/dashboards/" + name + ".json"))))
                .toList();
    }

    /** The meters that source files name, in Prometheus' spelling. */
    private static Set<String> meters() throws IOException {
        Set<String> meters = new TreeSet<>();
        for (String module : List.of(
                "infra/command",
                "infra/messaging",
                "quote-service",
                "order-service",
                "workflow-bridge",
                "search-projector",
                "notification-service",
                "audit-service")) {
            try (Stream<Path> files = Files.walk(Checkout.root().resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).collect(Collectors.toList())) {
                    METER.matcher(read(file))
                            .results()
                            .forEach(match -> meters.add(match.group(1).replace('.', '_')));
                }
            }
        }
        return meters;
    }

    private static int promtool(String... arguments) throws InterruptedException {
        return tool("promtool", arguments);
    }

    private static int tool(String name, String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(name));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            return process.waitFor(30, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (IOException e) {
            return -1;
        }
    }

    private static Object yaml(String file) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(read(DIRECTORY.resolve(file)));
    }
}
