package io.cpqoms.cli.drill;

import io.cpqoms.cli.CpqFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names of the matrix's points, read from the source that defines them: a name that isn't there is told before a build of
 * a minute, not after it. Where the source can't be read, the drill itself refuses the name.
 */
final class CrashPoints {
    private static final String SOURCE = "infra/messaging/drill/src/test/java/io/cpqoms/drill/harness/CrashPoint.java";
    private static final Pattern DEFINITION = Pattern.compile("\\b(?:kill|lean)\\(\"([a-z.-]+)\"");
    private static final Set<String> SELECTIONS = Set.of("full", "representative");

    private final List<String> names;

    private CrashPoints(List<String> names) {
        this.names = names;
    }

    static CrashPoints of(Path root) {
        try {
            return new CrashPoints(DEFINITION
                    .matcher(Files.readString(root.resolve(SOURCE)))
                    .results()
                    .map(definition -> definition.group(1))
                    .toList());
        } catch (IOException e) {
            return new CrashPoints(List.of());
        }
    }

    List<String> names() {
        return names;
    }

    /** @throws CpqFailure when one of the names, without its {@code !}, is none of the matrix */
    void require(String selection) {
        if (SELECTIONS.contains(selection) || names.isEmpty()) {
            return;
        }
        Arrays.stream(selection.split(",", -1))
                .filter(name -> !names.contains(name.replaceFirst("!$", "")))
                .findFirst()
                .ifPresent(name -> {
                    throw CpqFailure.usage(
                            "no point is called '" + name + "' (--points); there are " + String.join(", ", names));
                });
    }
}
