package io.cpqoms.cli.settings;

import io.cpqoms.cli.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The environment variables that services' files refer to, for what is no setting of ours: <code>${CPQ_KAFKA:127.0.0.1:29092}</code>. */
final class ReadVariables {

    private static final Pattern LINE =
            Pattern.compile("(?m)^([^#%\\s=][^=\\s]*)=.*?\\$\\{(CPQ_[A-Z_]+):([^{}]*(?:\\$\\{[^}]*})?)}.*$");

    private final SortedMap<String, SortedMap<String, List<String>>> readers = new TreeMap<>();
    private final SortedMap<String, SortedSet<String>> sets = new TreeMap<>();

    /** One line of the reference's table for each variable. */
    static String table() throws IOException {
        ReadVariables variables = new ReadVariables();
        int services = 0;
        try (Stream<Path> folders = Files.list(Checkout.root())) {
            for (Path folder : folders.sorted().toList()) {
                Path file = folder.resolve("src/main/resources/application.properties");
                if (Files.exists(file)) {
                    variables.read(folder.getFileName().toString(), file);
                    services++;
                }
            }
        }
        for (String library : List.of("infra/command", "infra/messaging")) {
            variables.read(
                    "all",
                    Checkout.root().resolve(library + "/src/main/resources/META-INF/microprofile-config.properties"));
        }
        int all = services;
        return variables.readers.entrySet().stream()
                .map(entry -> variables.row(entry.getKey(), entry.getValue(), all))
                .collect(Collectors.joining());
    }

    private void read(String reader, Path file) throws IOException {
        Matcher line = LINE.matcher(Files.readString(file));
        while (line.find()) {
            String standard = line.group(3).equals("\\u0020") ? "" : line.group(3);
            readers.computeIfAbsent(line.group(2), unused -> new TreeMap<>())
                    .computeIfAbsent(standard, unused -> new ArrayList<>())
                    .add(reader);
            sets.computeIfAbsent(line.group(2), unused -> new TreeSet<>()).add(line.group(1));
        }
    }

    private String row(String variable, Map<String, List<String>> byDefault, int services) {
        List<String> everybody =
                byDefault.values().stream().flatMap(List::stream).sorted().toList();
        String who = everybody.contains("all") || everybody.size() == services ? "all" : String.join(", ", everybody);
        String standards = byDefault.size() == 1
                ? code(byDefault.keySet().iterator().next())
                : byDefault.entrySet().stream()
                        .map(entry -> code(entry.getKey()) + " (" + String.join(", ", entry.getValue()) + ")")
                        .collect(Collectors.joining(", "));
        return "| `" + variable + "` | "
                + sets.get(variable).stream().map(ReadVariables::code).collect(Collectors.joining(", ")) + " | "
                + standards
                + " | " + who + " |\n";
    }

    private static String code(String text) {
        return text.isEmpty() ? "nothing" : "`" + text + "`";
    }
}
