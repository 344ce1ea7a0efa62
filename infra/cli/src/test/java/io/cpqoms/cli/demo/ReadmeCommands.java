package io.cpqoms.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The {@code ./cpq} commands that the README tells a newcomer to type, by who runs them in the tests. */
record ReadmeCommands(List<String> all) {

    private static final String PROMPT = "./cpq ";
    /** The two demos are tests of their own; verify is what runs the tests. */
    private static final List<String> RUN_ELSEWHERE = List.of("demo", "verify", "demo --data northwind");

    private static final List<String> STOPPING = List.of("down", "reset --yes");

    static ReadmeCommands read(Path root) {
        try {
            return new ReadmeCommands(Files.readAllLines(root.resolve("README.md")).stream()
                    .filter(line -> line.startsWith(PROMPT))
                    .map(line -> line.substring(PROMPT.length()).strip())
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> lookingAround() {
        return all.stream()
                .filter(command -> !RUN_ELSEWHERE.contains(command) && !STOPPING.contains(command))
                .toList();
    }

    List<String> stopping() {
        return all.stream().filter(STOPPING::contains).toList();
    }
}
