package io.cpqoms.cli.fork;

import io.cpqoms.cli.CpqFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks for a forked service's old names in what was made of it; the renaming is not trusted to have caught them all. */
final class Leftovers {
    private static final int SHOWN = 5;

    private final Pattern forbidden;

    Leftovers(ServiceSource source, List<String> ownSubjects) {
        String joined = Renaming.joined(source.name());
        List<String> patterns = new ArrayList<>(List.of(
                "(?i:\\b" + source.name().replace("-", "[-_ ]?") + "\\b)",
                joined,
                Renaming.lowerFirst(joined),
                Pattern.quote(source.rootPackage()) + "\\b",
                source.rootPackage().replace('.', '/') + "\\b",
                "CPQ_HTTP_PORT:" + source.ports().api(),
                "CPQ_MANAGEMENT_PORT:" + source.ports().management()));
        ownSubjects.forEach(subject -> patterns.add(Renaming.contractOf(subject)));
        forbidden = Pattern.compile(String.join("|", patterns));
    }

    /** @throws CpqFailure naming files and lines that still speak of the forked service */
    void refuseIn(Path directory) {
        List<String> found = TextFiles.sources(directory).stream()
                .flatMap(file -> in(directory, file))
                .toList();
        if (!found.isEmpty()) {
            throw new CpqFailure("nothing was forked: " + found.size()
                    + " places would still speak of the forked service, where the renaming rules don't reach: "
                    + String.join("; ", found.subList(0, Math.min(SHOWN, found.size()))));
        }
    }

    private Stream<String> in(Path directory, Path file) {
        List<String> found = new ArrayList<>();
        if (forbidden.matcher(file.toString()).find()) {
            found.add(file.toString());
        }
        List<String> lines = TextFiles.text(directory.resolve(file)).stream()
                .flatMap(String::lines)
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            if (forbidden.matcher(lines.get(i)).find()) {
                found.add(file + ":" + (i + 1) + " " + lines.get(i).strip());
            }
        }
        return found.stream();
    }
}
