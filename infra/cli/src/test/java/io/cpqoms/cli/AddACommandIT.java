package io.cpqoms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walks docs/how-to/add-a-command.md: makes its changes in a copy of quote-service, compiles it, and looks for the command. */
@Tag("ENG-07")
class AddACommandIT {

    private static final Pattern CHANGE =
            Pattern.compile("In `([^`]+)`, before `([^`]+)`:\n\n```java\n(.*?)```", Pattern.DOTALL);

    private final Path service = Checkout.root().resolve("quote-service");

    @Test
    void thePageAddsACommand(@TempDir Path work) throws Exception {
        Path sources = copy(service.resolve("src/main/java"), work.resolve("sources"));
        int changes = change(sources.resolve("io/cpqoms/quote/lifecycle"));

        Path classes = compile(sources, work.resolve("classes"));

        assertThat(changes).isEqualTo(5);
        assertThat(edges(classes))
                .filteredOn(edge -> edge.contains("command=call-off"))
                .singleElement()
                .asString()
                .contains("from=accepted", "events=[QuoteCancelled]", "to=[cancelled]");
    }

    private static int change(Path lifecycle) throws IOException {
        Matcher change = CHANGE.matcher(Files.readString(Checkout.root().resolve("docs/how-to/add-a-command.md")));
        int changes = 0;
        while (change.find()) {
            Path file = lifecycle.resolve(change.group(1));
            String text = Files.readString(file);
            assertThat(text).as(file + " has the place that the page names").contains(change.group(2));
            int place = text.indexOf(change.group(2));
            Files.writeString(file, text.substring(0, place) + change.group(3) + text.substring(place));
            changes++;
        }
        return changes;
    }

    private Path compile(Path sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of(
                "-proc:none", "-nowarn", "-d", classes.toString(), "-cp", String.join(File.pathSeparator, libraries()));
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            said,
                            manager,
                            null,
                            options,
                            null,
                            manager.getJavaFileObjectsFromPaths(files(sources, ".java")))
                    .call();
            assertThat(compiled).as(said.toString()).isTrue();
        }
        return classes;
    }

    /** The rows of the changed table, from the changed classes and no others. */
    private List<String> edges(Path classes) throws Exception {
        List<URL> path = new ArrayList<>(List.of(classes.toUri().toURL()));
        for (String library : libraries()) {
            path.add(Path.of(library).toUri().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> table = loader.loadClass("io.cpqoms.quote.lifecycle.QuoteTransitions");
            Field rows = table.getDeclaredField("TABLE");
            rows.setAccessible(true);
            Object edges = table.getMethod("edges").invoke(rows.get(null));
            return ((List<?>) edges).stream().map(Object::toString).toList();
        }
    }

    private List<String> libraries() throws IOException {
        return files(service.resolve("target/quarkus-app/lib"), ".jar").stream()
                .map(Path::toString)
                .toList();
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        for (Path file : files(from, ".java")) {
            Path target = to.resolve(from.relativize(file));
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
        return to;
    }
}
