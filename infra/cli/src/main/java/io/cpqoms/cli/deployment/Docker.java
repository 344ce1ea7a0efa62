package io.cpqoms.cli.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.console.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The docker command, asked about the containers of one Compose project; the same questions for every engine since 20.10. */
final class Docker {
    private static final long TIMEOUT_SECONDS = 60;

    private final String project;

    Docker(String project) {
        this.project = project;
    }

    /** The project's containers, also those that ended. */
    List<Container> containers() {
        String ids = run("ps", "-aq", "--no-trunc", "--filter", "label=com.docker.compose.project=" + project);
        if (ids.isBlank()) {
            return List.of();
        }
        List<String> inspect = new ArrayList<>(List.of("inspect"));
        ids.lines().forEach(inspect::add);
        return Json.stream(Json.read(run(inspect.toArray(String[]::new))))
                .filter(Docker::isNoOneOff)
                .map(Container::of)
                .toList();
    }

    /** Copies the content of a directory, also one in a volume, out of a container, also a stopped one. */
    void copy(Container from, String directory, Path to) {
        run("cp", from.id() + ":" + directory + "/.", to.toString());
    }

    private static boolean isNoOneOff(JsonNode container) {
        String oneOff = container
                .path("Config")
                .path("Labels")
                .path("com.docker.compose.oneoff")
                .asText();
        return !oneOff.toLowerCase(Locale.ROOT).equals("true");
    }

    private static String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("docker", ".out");
            Path errors = Files.createTempFile("docker", ".err");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile())
                        .start();
                if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw CpqFailure.environment("docker " + arguments[0] + " did not answer within a minute");
                }
                if (process.exitValue() != 0) {
                    throw CpqFailure.environment("docker " + arguments[0] + " failed: "
                            + text(errors).strip());
                }
                return text(output);
            } finally {
                Files.deleteIfExists(output);
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            throw CpqFailure.environment(
                    "the docker command can't be run (" + e.getMessage() + "); is Docker here?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CpqFailure("interrupted while asking docker");
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
