package io.cpqoms.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Whoever is woken by an alert finds a page that knows it, with commands that exist. */
@Tag("OPS-05")
@Tag("OPS-13")
class RunbooksTest {

    private static final String PROMPT = "./cpq ";

    @Test
    void alertLeadsToAPageThatKnowsIt() throws IOException {
        Map<String, Object> runbooks = runbooks();

        assertThat(runbooks).hasSizeGreaterThan(20).allSatisfy((alert, runbook) -> {
            Path page = Checkout.root().resolve(String.valueOf(runbook));
            assertThat(page).as("runbook of " + alert).isRegularFile();
            assertThat(page).content().as("runbook of " + alert).contains("`" + alert + "`");
        });
    }

    @Test
    void commandOfARunbookParses() throws IOException {
        List<String> commands = commands();

        assertThat(commands).hasSizeGreaterThan(20).allSatisfy(command -> {
            var line = Cpq.commandLine(nowhere(), nowhere());
            assertThatCode(() -> line.parseArgs(command.split(" "))).as(command).doesNotThrowAnyException();
        });
    }

    private static List<String> commands() throws IOException {
        try (Stream<Path> pages = Files.list(Checkout.root().resolve("docs/runbooks"))) {
            return pages.flatMap(RunbooksTest::lines)
                    .filter(line -> line.startsWith(PROMPT))
                    .map(line -> line.substring(PROMPT.length()).strip())
                    .toList();
        }
    }

    private static Stream<String> lines(Path page) {
        try {
            return Files.readAllLines(page).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> runbooks() throws IOException {
        Path rules = Checkout.root().resolve("infra/observability/prometheus/rules/alerts.yml");
        Map<String, Object> runbooks = new TreeMap<>();
        for (Map<?, ?> group : maps(((Map<?, ?>) yaml(rules)).get("groups"))) {
            for (Map<?, ?> rule : maps(group.get("rules"))) {
                runbooks.put(
                        String.valueOf(rule.get("alert")),
                        String.valueOf(((Map<?, ?>) rule.get("annotations")).get("runbook")));
            }
        }
        return runbooks;
    }

    private static Object yaml(Path file) throws IOException {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
    }

    private static List<Map<?, ?>> maps(Object list) {
        return ((List<?>) list)
                .stream().<Map<?, ?>>map(entry -> (Map<?, ?>) entry).toList();
    }

    private static PrintWriter nowhere() {
        return new PrintWriter(Writer.nullWriter());
    }
}
