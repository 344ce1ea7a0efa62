package io.cpqoms.cli.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How long Maven was busy with each module, from the summary of the reactor at the end of its log. */
record ModuleTimes(Map<String, Duration> byName) {
    private static final Pattern LINE =
            Pattern.compile("\\[INFO] (.+?) \\.{2,} (?:SUCCESS|FAILURE) \\[ *([0-9:.]+) (s|min|h)]");
    private static final Pattern NAME = Pattern.compile("<name>([^<]+)</name>");

    static ModuleTimes read(Path log) {
        Map<String, Duration> times = new HashMap<>();
        try (Stream<String> lines = Files.lines(log)) {
            lines.map(LINE::matcher)
                    .filter(Matcher::matches)
                    .forEach(line -> times.put(line.group(1), duration(line.group(2), line.group(3))));
        } catch (IOException | UncheckedIOException e) {
            return new ModuleTimes(Map.of()); // the result does not depend on it
        }
        return new ModuleTimes(times);
    }

    /** The time of the module in that folder, which Maven calls by the name in its pom. */
    Optional<Duration> of(Path module) {
        try {
            Matcher name = NAME.matcher(Files.readString(module.resolve("pom.xml")));
            return name.find() ? Optional.ofNullable(byName.get(name.group(1))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** {@code 5.730} seconds, {@code 04:17} minutes or {@code 01:02} hours. */
    private static Duration duration(String text, String unit) {
        if (unit.equals("s")) {
            return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
        }
        String[] parts = text.split(":");
        Duration great = Duration.ofMinutes(Long.parseLong(parts[0]));
        Duration small = Duration.ofSeconds(Long.parseLong(parts[1]));
        return unit.equals("min") ? great.plus(small) : great.plus(small).multipliedBy(60);
    }
}
