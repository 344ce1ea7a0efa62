package io.cpqoms.cli.run;

import io.cpqoms.cli.CpqFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A service outside of this checkout, as its own folder describes it.
 *
 * @param proposal its part of the topic registry, where it brings one
 */
record GuestService(String name, String database, int port, Path jar, Optional<Path> proposal) {
    private static final String SETTINGS = "src/main/resources/application.properties";

    /** The folder of a service, or one that holds exactly one service beside what builds it. */
    static GuestService in(Path folder) {
        Path wanted = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(wanted)) {
            throw CpqFailure.usage("there is no folder " + wanted + "; name the folder of a service, such as a fork's");
        }
        Path service = serviceIn(wanted);
        String settings = read(service.resolve(SETTINGS));
        Path jar = service.resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw CpqFailure.environment(
                    wanted + " is not built (" + jar + " is missing); run mvn package there (-DskipTests to be quick)");
        }
        Path proposal = service.resolve("src/main/resources/cpq-topics/kafka-topics.yaml");
        return new GuestService(
                found("quarkus\\.application\\.name=(\\S+)", settings),
                found("\\$\\{CPQ_DATABASE_OWNER:([a-z][a-z0-9_]*)}", settings),
                Integer.parseInt(found("\\$\\{CPQ_HTTP_PORT:(\\d+)}", settings)),
                jar,
                Files.exists(proposal) ? Optional.of(proposal) : Optional.empty());
    }

    private static Path serviceIn(Path folder) {
        if (Files.exists(folder.resolve(SETTINGS))) {
            return folder;
        }
        try (Stream<Path> children = Files.list(folder)) {
            List<Path> services = children.filter(child -> Files.exists(child.resolve(SETTINGS)))
                    .toList();
            if (services.size() == 1) {
                return services.getFirst();
            }
            throw CpqFailure.usage(folder + " holds " + (services.isEmpty() ? "no service" : "several services")
                    + "; name the folder of one: it has " + SETTINGS);
        } catch (IOException e) {
            throw CpqFailure.environment("can't read " + folder + ": " + e.getMessage(), e);
        }
    }

    private static String found(String pattern, String settings) {
        Matcher matcher = Pattern.compile(pattern).matcher(settings);
        if (!matcher.find()) {
            throw CpqFailure.usage(
                    "not a service of this platform's make: nothing in its application.properties matches " + pattern);
        }
        return matcher.group(1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw CpqFailure.environment("can't read " + file + ": " + e.getMessage(), e);
        }
    }
}
