package io.cpqoms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command line itself: help texts, wrong usage, exit codes. */
class CliTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line = Cpq.commandLine(new PrintWriter(out), new PrintWriter(err));

    @Test
    void showsTheOverviewWithoutACommand() {
        assertThat(line.execute()).isZero();

        assertThat(out.toString()).contains("Usage: ./cpq <command>", "demo --exit", "Exit codes");
    }

    @Test
    void namesEveryCommandInTheOverview() {
        for (String command : line.getSubcommands().keySet()) {
            assertThat(Cpq.helpText()).containsPattern("(?m)^  " + command + "\\b");
        }
    }

    @Test
    void explainsEveryCommandAndEachOfItsOptions() {
        for (Map.Entry<String, CommandLine> command : line.getSubcommands().entrySet()) {
            String help = command.getValue().getUsageMessage();
            assertThat(help).as(command.getKey()).contains("Usage: cpq " + command.getKey(), "--help");
            command.getValue()
                    .getCommandSpec()
                    .options()
                    .forEach(option -> assertThat(option.description())
                            .as(command.getKey() + " " + option.longestName())
                            .isNotEmpty());
        }
    }

    @Test
    void tellsWrongUsageInOneLine() {
        assertThat(line.execute("demo", "--limit", "many")).isEqualTo(ExitCodes.USAGE);

        assertThat(err.toString().strip().lines()).hasSize(1);
        assertThat(err.toString()).contains("--limit", "see ./cpq demo --help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-3", "10001", "many"})
    @Tag("M24")
    void tellsThatADrillCantHaveSoManyRounds(String rounds) {
        assertThat(line.execute("drill", "crash-matrix", "--repeat", rounds)).isEqualTo(ExitCodes.USAGE);

        assertThat(err.toString().strip().lines()).hasSize(1);
        assertThat(err.toString()).contains("'" + rounds + "'", "--repeat");
    }

    @ParameterizedTest
    @CsvSource({"no-such-service, 1m, no-such-service", "quote-service, tomorrow, tomorrow"})
    @Tag("SEC-04")
    void fuzzesNoServiceThatThereIsNotAndForNoTimeThatIsNone(String service, String time, String told) {
        assertThat(line.execute("fuzz", service, "--for", time)).isEqualTo(ExitCodes.USAGE);

        assertThat(err.toString().strip().lines()).hasSize(1);
        assertThat(err.toString()).contains("'" + told + "'");
    }

    @Test
    void tellsAnUnknownCommand() {
        assertThat(line.execute("dance")).isEqualTo(ExitCodes.USAGE);

        assertThat(err.toString()).contains("'dance'", "./cpq --help");
    }

    @Test
    void refusesAnUnknownTarget() {
        assertThat(line.execute("demo", "--target", "moon")).isEqualTo(ExitCodes.USAGE);

        assertThat(err.toString()).contains("moon");
    }

    @Test
    void refusesAnUnknownRole() {
        assertThat(line.execute("token", "--role", "king")).isEqualTo(ExitCodes.FAILED);

        assertThat(err.toString()).contains("no such role", "sales");
    }

    @Test
    void redrivesNothingWithoutASelection() {
        assertThat(line.execute("dlq", "redrive", "order-service", "--dry-run")).isEqualTo(ExitCodes.USAGE);

        assertThat(err.toString()).contains("their ids, --group or --consumer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "audit --sample 0",
                "measure --load x --sample -1",
                "size --peak -1",
                "size --peak 0",
                "size --bytes 0",
                "size --reader NaN"
            })
    @Tag("G2")
    void refusesNumbersThatAskNothing(String command) {
        assertThat(line.execute(("topics " + command).split(" "))).isEqualTo(ExitCodes.USAGE);

        assertThat(err.toString()).contains(command.replaceAll(".* (--\\w+) \\S+$", "$1"), "not");
    }

    @Test
    void refusesWhatIsNoIdOfADeadLetter() {
        assertThat(line.execute("dlq", "show", "order-service", "nonsense")).isEqualTo(ExitCodes.USAGE);

        assertThat(err.toString()).contains("'nonsense'", "UUID", "see ./cpq dlq show --help");
    }

    @Test
    void discardsNoMessageWithoutBeingAskedTwice() {
        assertThat(line.execute("outbox", "discard", "quote-service", "4711", "--reason", "never happened"))
                .isEqualTo(ExitCodes.FAILED);

        assertThat(err.toString()).contains("no consumer will ever get message 4711", "--yes");
    }

    @Test
    void asksForTheReasonOfADiscard() {
        assertThat(line.execute("outbox", "discard", "quote-service", "4711", "--yes"))
                .isEqualTo(ExitCodes.USAGE);

        assertThat(err.toString()).contains("--reason");
    }

    @Test
    void releasesOneMessageOrAllAndAllOnlyWhenAskedTwice() {
        assertThat(line.execute("outbox", "release", "quote-service")).isEqualTo(ExitCodes.USAGE);
        assertThat(line.execute("outbox", "release", "quote-service", "4711", "--all"))
                .isEqualTo(ExitCodes.USAGE);
        assertThat(line.execute("outbox", "release", "quote-service", "4711", "--topic", "cpq.quote.events.v1"))
                .isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("or --all, maybe with --topic");

        assertThat(line.execute("outbox", "release", "quote-service", "--all", "--topic", "cpq.quote.events.v1"))
                .isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString()).contains("every key of tenant", "of cpq.quote.events.v1", "--yes");
    }
}
