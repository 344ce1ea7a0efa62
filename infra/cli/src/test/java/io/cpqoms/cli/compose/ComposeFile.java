package io.cpqoms.cli.compose;

import io.cpqoms.cli.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A file of infra/compose with its anchors merged and the variables of the .env file filled in. */
final class ComposeFile {
    static final Path DIRECTORY = Checkout.root().resolve("infra/compose");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(?::?-([^}]*))?}");

    private final Properties environment = new Properties();
    private final Map<String, Object> root;

    ComposeFile() {
        this("compose.yaml");
    }

    ComposeFile(String name) {
        try (Stream<String> lines = Files.lines(DIRECTORY.resolve(".env"))) {
            lines.filter(line -> !line.startsWith("#") && line.contains("="))
                    .forEach(line -> environment.setProperty(
                            line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        root = map(new Yaml(new SafeConstructor(new LoaderOptions())).load(read(DIRECTORY.resolve(name))));
    }

    Map<String, Object> root() {
        return root;
    }

    Map<String, Map<String, Object>> services() {
        return map(root.get("services")).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> map(entry.getValue())));
    }

    /** The Dockerfile a service is built from; relative to the checkout. */
    static Path dockerfile(Map<String, Object> service) {
        return Path.of(text(map(service.get("build")), "dockerfile"));
    }

    /** The text with every variable replaced: by the .env file, else by its default, else left as it is. */
    String filled(Object text) {
        return VARIABLE.matcher(String.valueOf(text)).replaceAll(match -> Matcher.quoteReplacement(value(match)));
    }

    private String value(java.util.regex.MatchResult match) {
        String fallback = match.group(2) == null ? match.group() : match.group(2);
        return environment.getProperty(match.group(1), fallback);
    }

    @SuppressWarnings("unchecked") // the shape of every Compose file
    static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    static List<String> list(Object value) {
        return value == null
                ? List.of()
                : ((List<?>) value).stream().map(String::valueOf).toList();
    }

    static String text(Map<String, Object> service, String key) {
        return String.valueOf(service.getOrDefault(key, ""));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
