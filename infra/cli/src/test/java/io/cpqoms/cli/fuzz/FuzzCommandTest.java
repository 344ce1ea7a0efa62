package io.cpqoms.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.cli.Checkout;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** What the fuzzer's command asks Maven for, and what it makes of what is left behind. */
@Tag("SEC-04")
class FuzzCommandTest {

    private static final String CLEAN = """
            {"seed":7,"seconds":60,"requests":900,"rounds":2,"operations":3,"reached":["GET /a","GET /b","POST /a"],
             "succeeded":["GET /a"],"statuses":{"200":900},"findings":[]}""";
    private static final String FOUND = CLEAN.replace("\"findings\":[]", """
            "findings":[{"operation":"POST /a","mutation":"member null","fault":"failed","request":"curl -X POST /a","answer":"500 oh"}]""");

    @TempDir
    Path root;

    @Test
    void takesEveryServiceThatHasAFuzzItWhereNoneIsNamed() {
        assertThat(FuzzedServices.chosen(Checkout.root(), List.of()))
                .containsExactly(
                        "audit-service",
                        "notification-service",
                        "order-service",
                        "quote-service",
                        "search-projector",
                        "workflow-bridge");
    }

    @Test
    void refusesAServiceThatThereIsNot() {
        assertThatThrownBy(() -> FuzzedServices.chosen(Checkout.root(), List.of("quote-service", "quotes")))
                .isInstanceOf(CpqFailure.class)
                .hasMessageContaining("'quotes'")
                .extracting(failure -> ((CpqFailure) failure).exitCode())
                .isEqualTo(ExitCodes.USAGE);
    }

    @ParameterizedTest
    @CsvSource({"90s, PT90S", "10m, PT10M", "1h, PT1H"})
    void readsATimeAsPeopleSayIt(String text, Duration length) {
        assertThat(new FuzzLength().convert(text)).isEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "h", "0s", "-1m", "1d", "169h", "1 h"})
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> new FuzzLength().convert(text)).isInstanceOf(TypeConversionException.class);
    }

    @Test
    void asksForTheTimeAndTheSeedOfEachService() {
        assertThat(FuzzCommand.arguments(List.of("a", "b"), Duration.ofHours(1), 7))
                .contains("a,b", "-Dit.test=FuzzIT", "-Dfuzz.seconds=3600", "-Dfuzz.seed=7");
    }

    @Test
    void saysWhichServiceIsAtWorkAndHowFar() {
        FuzzCommand.FuzzProgress progress = new FuzzCommand.FuzzProgress();

        assertThat(progress.take("[INFO] Building Quote service 0.1.0-SNAPSHOT                      [9/10]"))
                .contains("Quote service");
        assertThat(progress.take("[INFO] Building jar: /somewhere/quote-service.jar"))
                .isEmpty();
        assertThat(progress.take("fuzz: so far 9 requests")).contains("Quote service: so far 9 requests");
    }

    @Test
    void isCleanWhenEveryServiceCameToItsEndAndNothingWasFound() throws IOException {
        left("a", CLEAN);
        left("b", CLEAN);

        assertThat(answer("a", "b").isClean()).isTrue();
    }

    @Test
    void isNotCleanWithAFindingAndShowsTheRequestOfIt() throws IOException {
        left("a", CLEAN);
        left("b", FOUND);

        FuzzAnswer answer = answer("a", "b");

        assertThat(answer.isClean()).isFalse();
        assertThat(printed(answer))
                .contains(
                        "a: 900 requests, 3 of 3 operations reached",
                        "POST /a, member null: failed",
                        "curl -X POST /a");
        assertThat(answer.json(7).at("/services/b/findings/0/request").asText()).isEqualTo("curl -X POST /a");
    }

    @Test
    void isNotCleanWhenAServiceDidNotComeToItsEnd() throws IOException {
        left("a", CLEAN);
        left("b", "{\"requests\":9");

        assertThat(answer("a", "b").isClean()).isFalse();
        assertThat(answer("a", "c").isClean()).isFalse();
        assertThat(printed(answer("a", "c"))).contains("c: did not come to its end");
    }

    @Test
    void forgetsTheFormerRun() throws IOException {
        left("a", CLEAN);

        FuzzAnswer.forget(root, List.of("a"));

        assertThat(answer("a").isClean()).isFalse();
    }

    private void left(String service, String json) throws IOException {
        Path result = root.resolve(service).resolve("target/fuzz.json");
        Files.createDirectories(result.resolveSibling("."));
        Files.writeString(result, json);
    }

    private FuzzAnswer answer(String... services) {
        return FuzzAnswer.read(root, List.of(services));
    }

    private static String printed(FuzzAnswer answer) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        answer.print(Console.plain(new PrintStream(text, true, StandardCharsets.UTF_8)));
        return text.toString(StandardCharsets.UTF_8);
    }
}
