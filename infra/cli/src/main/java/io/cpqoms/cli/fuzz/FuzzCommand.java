package io.cpqoms.cli.fuzz;

import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.build.Maven;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Progress;
import io.cpqoms.cli.console.Style;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cpq fuzz}: the fuzzer that every build runs for seconds, for as long as one likes. */
@Command(
        name = "fuzz",
        description = "Send services requests that are each broken in one way, and judge every answer.",
        footer = {
            "",
            "Needs Maven; starts servers of its own, one service after the other, and leaves a running stack alone.",
            "The same seed sends the same requests in the same order. docs/how-to/fuzz-a-service.md says what is tried and judged.",
            "Exit codes: 0 nothing found; 1 something found, or a service not fuzzed to the end; 2 no such service or time."
        })
public final class FuzzCommand implements Callable<Integer> {
    private static final String SPOKEN = "fuzz: ";

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(
            paramLabel = "SERVICE",
            arity = "0..*",
            description = "Only these, such as quote-service; without one all.")
    private List<String> named = new ArrayList<>();

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "1m",
            converter = FuzzLength.class,
            description = "How long each service is tried: 90s, 10m, 1h; ${DEFAULT-VALUE} without it.")
    private Duration length = Duration.ofMinutes(1);

    @Option(names = "--seed", paramLabel = "N", description = "Draws these requests; without it others each time.")
    private Optional<Long> seed = Optional.empty();

    @Override
    public Integer call() {
        Installation installation = Installation.current();
        Console console = common.console();
        List<String> services = FuzzedServices.chosen(installation.root(), named);
        long drawn = seed.orElseGet(() -> ThreadLocalRandom.current().nextLong(1, Integer.MAX_VALUE));
        Path log = installation.home().resolve("fuzz.log");
        console.line("Building, then fuzzing %s for %d seconds each with seed %d (the log is %s)."
                .formatted(String.join(", ", services), length.toSeconds(), drawn, log));
        FuzzAnswer.forget(installation.root(), services);
        int exit = runMaven(installation.root(), console, log, arguments(services, length, drawn));
        FuzzAnswer answer = FuzzAnswer.read(installation.root(), services);
        answer.print(console);
        boolean clean = exit == 0 && answer.isClean();
        if (!clean) {
            console.line(console.paint("To repeat it: " + again(services, length, drawn), Style.RED));
        }
        if (exit != 0) {
            console.line(console.paint("The build itself failed; the whole log is " + log, Style.RED));
            Maven.errors(log).forEach(line -> console.line("  " + line));
        }
        console.answer(answer.json(drawn).put("ok", clean).put("log", log.toString()));
        return clean ? ExitCodes.OK : ExitCodes.FAILED;
    }

    static String again(List<String> services, Duration length, long seed) {
        return "./cpq fuzz " + String.join(" ", services) + " --for " + length.toSeconds() + "s --seed " + seed;
    }

    private static int runMaven(Path root, Console console, Path log, List<String> arguments) {
        try (Progress bar = new Progress(console, "fuzz", 0)) {
            FuzzProgress progress = new FuzzProgress();
            return Maven.run(
                    root,
                    log,
                    line -> progress.take(line).ifPresent(state -> bar.to(0, state)),
                    arguments.toArray(String[]::new));
        }
    }

    /** What runs is the tests; the services' programs, which a running stack may use, are not built again. */
    static List<String> arguments(List<String> services, Duration length, long seed) {
        return List.of(
                "-B",
                "-ntp",
                "-fae",
                "-Dquick",
                "-Dquarkus.build.skip=true",
                "-Dmaven.test.failure.ignore=true",
                "verify",
                "-pl",
                String.join(",", services),
                "-am",
                "-Dtest=NoSuchTest",
                "-Dit.test=FuzzIT",
                "-Dsurefire.failIfNoSpecifiedTests=false",
                "-Dfailsafe.failIfNoSpecifiedTests=false",
                "-Dfuzz.seconds=" + length.toSeconds(),
                "-Dfuzz.seed=" + seed);
    }

    /** Which module Maven is at, and the last that the fuzzer said there. */
    static final class FuzzProgress {
        private static final Pattern MODULE = Pattern.compile("\\[INFO] Building (.+?) \\S+ +\\[\\d+/\\d+]");
        private String module = "starting";

        Optional<String> take(String line) {
            Matcher begun = MODULE.matcher(line);
            if (begun.matches()) {
                module = begun.group(1);
                return Optional.of(module);
            }
            return line.startsWith(SPOKEN)
                    ? Optional.of(module + ": " + line.substring(SPOKEN.length()))
                    : Optional.empty();
        }
    }
}
