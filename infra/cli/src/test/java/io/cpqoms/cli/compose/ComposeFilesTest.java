package io.cpqoms.cli.compose;

import static io.cpqoms.cli.compose.ComposeFile.list;
import static io.cpqoms.cli.compose.ComposeFile.map;
import static io.cpqoms.cli.compose.ComposeFile.read;
import static io.cpqoms.cli.compose.ComposeFile.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.cli.Checkout;
import io.cpqoms.local.stack.StackPort;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What can be said of the composition without Docker: how its containers are confined, and that it fits the checkout. */
@Tag("ENG-01")
class ComposeFilesTest {
    /** Their images write their own configuration below the program's directory. */
    private static final Set<String> WRITES_BESIDE_ITS_PROGRAM = Set.of("kafka", "opensearch");
    /** Their images hold no program that could look; Prometheus scrapes the collector. */
    private static final Set<String> WITHOUT_A_SHELL = Set.of("collector", "jaeger");

    private static final Set<String> KNOWN_TO_OLD_COMPOSE = Set.of(
            "build",
            "cap_drop",
            "command",
            "depends_on",
            "entrypoint",
            "environment",
            "group_add",
            "healthcheck",
            "image",
            "logging",
            "mem_limit",
            "network_mode",
            "ports",
            "profiles",
            "read_only",
            "restart",
            "security_opt",
            "shm_size",
            "stop_grace_period",
            "tmpfs",
            "user",
            "volumes");

    private final ComposeFile file = new ComposeFile();

    @Test
    void runsNobodyAsRootAndTakesAwayAllPrivileges() {
        file.services().forEach((name, service) -> {
            assertThat(text(service, "user")).as("user of " + name).matches("[1-9][0-9]*:[0-9]+");
            assertThat(list(service.get("cap_drop"))).as("cap_drop of " + name).containsExactly("ALL");
            assertThat(list(service.get("security_opt")))
                    .as("security_opt of " + name)
                    .containsExactly("no-new-privileges:true");
        });
    }

    @Test
    void boundsTheMemoryAndTheLogOfEveryContainer() {
        file.services().forEach((name, service) -> {
            assertThat(text(service, "mem_limit")).as("mem_limit of " + name).matches("[0-9]+m");
            assertThat(map(map(service.get("logging")).get("options")))
                    .as("log options of " + name)
                    .containsKeys("max-size", "max-file");
        });
    }

    @Test
    void letsContainersWriteOnlyWhereTheyMust() {
        file.services().forEach((name, service) -> {
            if (!WRITES_BESIDE_ITS_PROGRAM.contains(name)) {
                assertThat(service.get("read_only")).as("read_only of " + name).isEqualTo(true);
            }
        });
    }

    @Test
    void looksAfterTheHealthOfWhateverKeepsRunning() {
        file.services().forEach((name, service) -> {
            if (isJob(service) || WITHOUT_A_SHELL.contains(name)) {
                return;
            }
            boolean own = map(service.get("healthcheck")).containsKey("test");
            assertThat(own
                            || read(Checkout.root().resolve(ComposeFile.dockerfile(service)))
                                    .contains("\nHEALTHCHECK "))
                    .as("a health check of " + name + ", here or in its Dockerfile")
                    .isTrue();
            assertThat(text(service, "restart")).as("restart policy of " + name).isEqualTo("unless-stopped");
        });
    }

    /** Else {@code up --wait} takes the end of the job for a failure. */
    @Test
    void awaitsTheEndOfEveryJob() {
        Set<String> awaited = file.services().values().stream()
                .flatMap(service ->
                        service.get("depends_on") instanceof Map<?, ?> ? dependencies(service) : Stream.empty())
                .filter(entry -> text(map(entry.getValue()), "condition").equals("service_completed_successfully"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());

        file.services().forEach((name, service) -> {
            if (isJob(service) && !service.containsKey("profiles")) {
                assertThat(awaited).contains(name);
            }
        });
    }

    @Test
    void publishesPortsOnLoopbackOnlyUnderTheNamesOfTheEmbeddedStack() {
        Set<String> known = Stream.of(StackPort.values())
                .map(port -> "127.0.0.1:${" + port.variable() + ":-" + port.usual() + "}")
                .collect(Collectors.toSet());
        file.services().forEach((name, service) -> {
            for (String port : list(service.get("ports"))) {
                assertThat(port).as("a port of " + name).startsWith("127.0.0.1:${CPQ_PORT_");
                if (!service.containsKey("profiles")) {
                    assertThat(known).as("a port of " + name).contains(port.substring(0, port.lastIndexOf(':')));
                }
            }
        });
    }

    @Test
    void mountsDeclaredVolumesAndExistingFilesReadOnly() {
        Set<String> volumes = map(file.root().get("volumes")).keySet();
        file.services().forEach((name, service) -> {
            for (String mount : list(service.get("volumes"))) {
                String source = mount.split(":")[0];
                if (source.startsWith(".")) {
                    assertThat(ComposeFile.DIRECTORY.resolve(source))
                            .as("mounted by " + name)
                            .exists();
                    assertThat(mount).as("a mount of " + name).endsWith(":ro");
                } else {
                    assertThat(volumes).as("volumes, for " + name).contains(source);
                }
            }
        });
    }

    @Test
    void givesEachServiceTheSecretsOfItsOwnGroup() {
        Map<String, Map<String, Object>> services = file.services();
        Map<String, Object> job = services.get("secrets");
        for (String argument : list(job.get("command"))) {
            if (argument.startsWith("--reader=")) {
                String[] reader = argument.substring("--reader=".length()).split(":");
                assertThat(text(services.get(reader[0]), "user"))
                        .as("user of " + reader[0])
                        .endsWith(":" + reader[1]);
                assertThat(list(job.get("group_add")))
                        .as("groups of the secrets job")
                        .contains(reader[1]);
            }
        }
    }

    @Test
    void runsTheVersionsThatThePlatformIsTestedWith() {
        String parent = read(Checkout.root().resolve("infra/parent/pom.xml"));
        Map<String, Map<String, Object>> services = file.services();

        assertThat(image(services, "kafka")).isEqualTo("apache/kafka:" + property(parent, "kafka.server.version"));
        assertThat(image(services, "opensearch"))
                .isEqualTo("opensearchproject/opensearch:" + property(parent, "opensearch.version"));
        assertThat(image(services, "mail")).isEqualTo("greenmail/standalone:" + property(parent, "greenmail.version"));
        assertThat(image(services, "postgres"))
                .isEqualTo("postgres:"
                        + property(parent, "postgres.binaries.version").split("\\.")[0]);
        file.services()
                .forEach((name, service) -> assertThat(image(services, name))
                        .as("image of " + name)
                        .matches("[a-z/-]+:[a-z0-9][a-z0-9.]*")
                        .doesNotContain("latest"));
    }

    @Test
    void tellsServicesOnlyWhatOneOfThemAsksFor() {
        String asked = Stream.of(
                        "quote-service",
                        "order-service",
                        "workflow-bridge",
                        "search-projector",
                        "notification-service",
                        "audit-service")
                .map(service -> read(Checkout.root().resolve(service + "/src/main/resources/application.properties")))
                .collect(Collectors.joining());

        assertThat(map(file.root().get("x-environment")).keySet())
                .allSatisfy(variable -> assertThat(asked).contains("${" + variable + ":"));
    }

    /** Compose 1.29 refuses keys that it does not know. */
    @Test
    void usesNothingThatOldComposeRefuses() {
        assertThat(file.root().keySet())
                .allMatch(key ->
                        key.startsWith("x-") || Set.of("services", "volumes").contains(key));
        file.services().forEach((name, service) -> {
            assertThat(KNOWN_TO_OLD_COMPOSE).as("keys of " + name).containsAll(service.keySet());
            assertThat(Set.of("test", "interval", "timeout", "retries", "start_period", "disable"))
                    .as("health check of " + name)
                    .containsAll(map(service.get("healthcheck")).keySet());
        });
    }

    @Test
    void describesTheInsideByTheServicesOfTheComposition() throws Exception {
        Set<String> names = file.services().keySet();
        Pattern host = Pattern.compile("\"(?:http://)?([a-z-]+):[0-9]+[/a-z]*\"");
        String description =
                Files.readString(ComposeFile.DIRECTORY.resolve("target.json")).replaceAll("(?s)\"published\".*?},", "");

        assertThat(host.matcher(description).results().map(MatchResult::group).count())
                .isEqualTo(12);
        assertThat(host.matcher(description).results().map(match -> match.group(1)))
                .allMatch(names::contains);
    }

    private static Stream<Map.Entry<String, Object>> dependencies(Map<String, Object> service) {
        return map(service.get("depends_on")).entrySet().stream();
    }

    private static boolean isJob(Map<String, Object> service) {
        return text(service, "restart").equals("no");
    }

    private String image(Map<String, Map<String, Object>> services, String name) {
        return file.filled(services.get(name).get("image"));
    }

    private static String property(String pom, String name) {
        return Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<")
                .matcher(pom)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
    }
}
