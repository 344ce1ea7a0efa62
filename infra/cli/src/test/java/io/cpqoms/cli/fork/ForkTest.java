package io.cpqoms.cli.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cpqoms.cli.Checkout;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.fork.Fork.Libraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a fork's folder holds, for every service and both ways; {@link ForkIT} builds it. */
@Tag("ENG-02")
class ForkTest {
    private static final Path CHECKOUT = Checkout.root();
    private static final Consumer<Path> NOTHING_MORE = made -> {};

    @TempDir
    Path folder;

    static Stream<Arguments> everyServiceBothWays() {
        return ServiceSource.names(CHECKOUT).stream()
                .flatMap(service -> Stream.of(Arguments.of(service, true), Arguments.of(service, false)));
    }

    @ParameterizedTest
    @MethodSource("everyServiceBothWays")
    void saysNowhereWhatItWasForkedFrom(String service, boolean vendored) {
        Path fork = fork(service, vendored).resolve("partner-desk");

        ServiceSource source = ServiceSource.of(CHECKOUT, service);
        String kind = service.substring(0, service.indexOf('-'));
        for (Path file : TextFiles.sources(fork)) {
            String text = TextFiles.text(fork.resolve(file)).orElse("");
            assertThat(file + "\n" + text)
                    .as(file.toString())
                    .doesNotContainIgnoringCase(service)
                    .doesNotContainIgnoringCase(service.replace('-', ' '))
                    .doesNotContain(source.rootPackage() + ".", source.rootPackage() + ";")
                    .doesNotContain("io/cpqoms/" + kind)
                    .doesNotContain(":" + source.ports().api())
                    .doesNotContain("25432/" + source.database() + "}")
                    .doesNotContain("./cpq ", "infra/cli", "docs/")
                    .doesNotContainPattern("@Tag\\(\"[A-Z]+-\\d+\"\\)");
        }
    }

    @ParameterizedTest
    @MethodSource("everyServiceBothWays")
    void isCompleteInItself(String service, boolean vendored) throws IOException {
        Path fork = fork(service, vendored);

        Path desk = fork.resolve("partner-desk");
        assertThat(desk.resolve("Dockerfile")).isRegularFile();
        assertThat(desk.resolve("src/main/resources/openapi/openapi.yaml")).isRegularFile();
        assertThat(desk.resolve("src/main/resources/db/migration")).isNotEmptyDirectory();
        assertThat(desk.resolve("src/test/java/org/acme/desk/HouseRulesTest.java"))
                .isRegularFile();
        assertThat(count(desk, ".java")).isEqualTo(count(CHECKOUT.resolve(service), ".java"));
        assertThat(desk.resolve("pom.xml"))
                .content()
                .contains("<groupId>org.acme</groupId>", "<artifactId>partner-desk</artifactId>", "Partner desk");
        assertThat(fork.resolve("README.md"))
                .content()
                .contains("What to do next")
                .doesNotContain("{", "}");
        assertThat(fork.resolve(".gitignore")).isRegularFile();
        assertThat(fork.resolve(".mvn/jvm.config")).isRegularFile();
        for (String module : modules(fork)) {
            assertThat(fork.resolve(module).resolve("pom.xml")).isRegularFile();
        }
        assertThat(modules(fork)).hasSize(vendored ? 9 : 2);
        assertThat(count(fork, "pom.xml"))
                .as("its modules and itself")
                .isEqualTo(modules(fork).size() + 1);
    }

    @ParameterizedTest
    @MethodSource("everyServiceBothWays")
    void proposesItsTopicsUnderItsOwnName(String service, boolean vendored) throws IOException {
        Path contracts = fork(service, vendored).resolve("partner-desk/src/main/resources/cpq-topics");

        JsonNode proposal =
                new YAMLMapper().readTree(contracts.resolve("kafka-topics.yaml").toFile());
        JsonNode registry = new YAMLMapper()
                .readTree(CHECKOUT.resolve("infra/topics/kafka-topics.yaml").toFile());
        assertThat(proposal.path("topics"))
                .hasSameSizeAs(Json.stream(registry.path("topics"))
                        .filter(topic -> topic.path("owner").asText().equals(service))
                        .toList());
        for (JsonNode topic : proposal.path("topics")) {
            assertThat(topic.path("owner").asText()).isEqualTo("partner-desk");
            assertThat(topic.path("name").asText()).startsWith("partner-desk.");
            for (JsonNode event : topic.path("events")) {
                if (!event.asText().startsWith("cpq.dlq.")) {
                    Path schema = contracts.resolve("schemas").resolve(event.asText() + ".json");
                    assertThat(schema).content().contains("urn:cpq:schema:" + event.asText());
                    assertThat(contracts.resolve("examples").resolve(event.asText() + ".json"))
                            .content()
                            .contains('"' + event.asText() + '"');
                }
            }
        }
        assertThat(Json.stream(proposal.path("joins"))
                        .map(join -> join.path("topic").asText()))
                .containsExactlyElementsOf(Json.stream(registry.path("topics"))
                        .filter(topic -> !topic.path("owner").asText().equals(service))
                        .filter(topic ->
                                (topic.path("producers") + " " + topic.path("consumers")).contains('"' + service + '"'))
                        .map(topic -> topic.path("name").asText())
                        .toList());
    }

    @Test
    void buildsNoLibrariesInItsImageWhenThereAreNone() {
        String dockerfile = """
                # The renewal service: built from the checkout by `docker build …`, or with all others by infra/compose.
                # <libraries> The parent pom and the shared libraries.
                COPY infra/parent infra/parent
                # </libraries>
                FROM libraries AS build
                """;

        assertThat(ForkDockerfile.of(dockerfile, true))
                .contains("COPY infra/parent")
                .doesNotContain("all others");
        assertThat(ForkDockerfile.of(dockerfile, false))
                .contains("AS libraries", "FROM libraries AS build")
                .doesNotContain("infra/");
    }

    @Test
    void takesTheLibrariesFromTheRepositoryItIsTold() {
        Libraries published = new Libraries(false, Optional.of("file:///srv/maven"));

        Path fork = fork("audit-service", published, NOTHING_MORE);

        assertThat(fork.resolve("partner-desk/pom.xml"))
                .content()
                .contains("<relativePath/>", "<url>file:///srv/maven</url>");
    }

    @Test
    void leavesNothingBehindWhenTheLastStepFails() {
        assertThatThrownBy(() -> fork("audit-service", new Libraries(true, Optional.empty()), made -> {
                    throw new CpqFailure("the formatter failed");
                }))
                .hasMessage("the formatter failed");

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void fillsAFolderThatIsThereButEmpty() throws IOException {
        Files.createDirectory(folder.resolve("partner-desk"));

        assertThat(fork("audit-service", true)).isNotEmptyDirectory();
    }

    @Test
    void findsWhatTheRenamingMissed() {
        ServiceSource source = ServiceSource.of(CHECKOUT, "quote-service");
        TextFiles.write(folder.resolve("Notes.java"), "ok\nthe QUOTE_SERVICE of old\n");
        TextFiles.write(folder.resolve("topic.txt"), "cpq.quote.facts.v1");
        TextFiles.write(folder.resolve("fine.txt"), "cpq.quote.validity cpq.order.events.v1 order-service");

        assertThatThrownBy(() -> new Leftovers(source, List.of("quote", "catalog")).refuseIn(folder))
                .isInstanceOf(CpqFailure.class)
                .hasMessageContainingAll("2 places", "Notes.java:2", "topic.txt:1");
    }

    private Path fork(String service, boolean vendored) {
        return fork(service, new Libraries(vendored, Optional.empty()), NOTHING_MORE);
    }

    private Path fork(String service, Libraries libraries, Consumer<Path> finish) {
        ForkTarget target = ForkTarget.of(CHECKOUT, folder.resolve("partner-desk"));
        ForkNames names = new ForkNames("partner-desk", "org.acme.desk", "8300");
        new Fork(CHECKOUT, ServiceSource.of(CHECKOUT, service), names, libraries).into(target, finish);
        return target.path();
    }

    private static List<String> modules(Path fork) throws IOException {
        return java.util.regex.Pattern.compile("<module>([^<]+)</module>")
                .matcher(Files.readString(fork.resolve("pom.xml")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static long count(Path directory, String ending) {
        return TextFiles.sources(directory).stream()
                .filter(file -> file.toString().endsWith(ending))
                .count();
    }
}
