package io.cpqoms.cli.fork;

import io.cpqoms.cli.CpqFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads and writes the text files of a tree; what is no UTF-8 text is left alone. */
final class TextFiles {
    /** What a build, an editor or a version control leaves in a folder, which is never part of a service. */
    private static final Set<String> FOREIGN = Set.of("target", "node_modules");

    private TextFiles() {}

    static String read(Path file) {
        return text(file).orElseThrow(() -> new CpqFailure(file + " is not a UTF-8 text"));
    }

    /** Nothing for a file that is not UTF-8. */
    static Optional<String> text(Path file) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw CpqFailure.environment("can't read " + file + ": " + e.getMessage(), e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw CpqFailure.environment("can't write " + file + ": " + e.getMessage(), e);
        }
    }

    static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.resolveSibling("."));
            Files.copy(from, to);
        } catch (IOException e) {
            throw CpqFailure.environment("can't copy " + from + " to " + to + ": " + e.getMessage(), e);
        }
    }

    /** The source files below a directory, sorted, relative to it; a dotted file only where it is one of these. */
    static List<Path> sources(Path directory, String... dotted) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(directory::relativize)
                    .filter(file -> isSource(file, Set.of(dotted)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw CpqFailure.environment("can't read " + directory + ": " + e.getMessage(), e);
        }
    }

    static String template(String name) {
        try (InputStream file = Objects.requireNonNull(TextFiles.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the template " + name + " is not readable", e);
        }
    }

    private static boolean isSource(Path file, Set<String> dotted) {
        for (Path part : file) {
            String name = part.toString();
            if (FOREIGN.contains(name) || name.startsWith(".") && !dotted.contains(name)) {
                return false;
            }
        }
        return true;
    }
}
