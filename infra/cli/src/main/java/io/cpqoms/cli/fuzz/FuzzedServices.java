package io.cpqoms.cli.fuzz;

import io.cpqoms.cli.CpqFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The services of a checkout that have a {@code FuzzIT}, which is all that makes one ready for the fuzzer. */
final class FuzzedServices {
    private static final int DEEPEST = 10;

    private FuzzedServices() {}

    static List<String> in(Path root) {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("pom.xml")) && hasTest(folder))
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw CpqFailure.environment("the checkout " + root + " is not readable: " + e.getMessage(), e);
        }
    }

    /** Those that are named, or all of them where none is. */
    static List<String> chosen(Path root, List<String> named) {
        List<String> known = in(root);
        List<String> unknown = new ArrayList<>(named);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw CpqFailure.usage(
                    "'" + unknown.getFirst() + "' is no service with a FuzzIT; there are " + String.join(", ", known));
        }
        return named.isEmpty() ? known : named.stream().distinct().toList();
    }

    private static boolean hasTest(Path folder) {
        Path tests = folder.resolve("src/test/java");
        if (!Files.isDirectory(tests)) {
            return false;
        }
        try (Stream<Path> found = Files.find(
                tests, DEEPEST, (file, attributes) -> file.endsWith("FuzzIT.java") && attributes.isRegularFile())) {
            return found.findAny().isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
