package io.cpqoms.cli.deployment;

import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.client.Endpoints;
import io.cpqoms.cli.client.Platform;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.demo.Await;
import io.cpqoms.cli.proof.Stores;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The composition of infra/compose on this machine's Docker. Ports and health are what Docker says they are, and the
 * secrets are copied out of the volume that the composition's first job filled.
 */
public final class ComposeTarget implements Target {
    private static final String UP = "docker compose -f infra/compose/compose.yaml up --build --wait";
    private static final String SECRETS_JOB = "secrets";
    private static final int COCKPIT_PORT = 8091;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> NEEDED = List.of(
            "postgres",
            "kafka",
            "opensearch",
            "mail",
            "partners",
            "quote-service",
            "order-service",
            "workflow-bridge",
            "search-projector",
            "notification-service",
            "audit-service");

    private final Docker docker;
    private final Path home;
    private @Nullable Description description;

    /** The project is {@code cpq} unless {@code COMPOSE_PROJECT_NAME}, which Compose obeys too, says otherwise. */
    public static ComposeTarget of(Installation installation) {
        String project =
                Optional.ofNullable(System.getenv("COMPOSE_PROJECT_NAME")).orElse("cpq");
        return of(installation, project);
    }

    public static ComposeTarget of(Installation installation, String project) {
        return new ComposeTarget(new Docker(project), installation.home().resolve("compose-" + project));
    }

    private ComposeTarget(Docker docker, Path home) {
        this.docker = docker;
        this.home = home;
    }

    @Override
    public void up(Console console) {
        console.line("Looking for the composition.");
        Map<String, Container> containers =
                Await.until("the containers", PATIENCE, this::ready, () -> "see docker ps and docker logs");
        takeSecrets(containers);
        description = new Description(
                "the composition", endpoints(containers), published(containers, "postgres", 5432), home);
        console.line("All " + NEEDED.size() + " containers that the demo needs are healthy.");
    }

    /** Empty while something still starts; a failure when something is missing or broken. */
    private Optional<Map<String, Container>> ready() {
        Map<String, Container> containers = docker.containers().stream()
                .collect(Collectors.toMap(Container::service, Function.identity(), (one, other) -> one));
        if (!containers.containsKey(SECRETS_JOB)) {
            throw CpqFailure.environment("the composition is not up; start it with: " + UP);
        }
        boolean starting = false;
        for (String service : NEEDED) {
            Container container = containers.get(service);
            if (container == null) {
                throw CpqFailure.environment(service + " is missing in the composition; start it with: " + UP);
            }
            if (!container.isReady() && !container.isOnItsWay()) {
                throw CpqFailure.environment(container.describe() + "; see docker logs "
                        + container.id().substring(0, 12) + ", start what is missing with: " + UP);
            }
            starting |= !container.isReady();
        }
        return starting ? Optional.empty() : Optional.of(containers);
    }

    private void takeSecrets(Map<String, Container> containers) {
        Path secrets = home.resolve("secrets");
        try {
            Files.createDirectories(secrets);
            Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw CpqFailure.environment("can't create " + secrets + ": " + e.getMessage(), e);
        }
        docker.copy(known(containers.get(SECRETS_JOB)), "/var/lib/cpq/secrets", secrets);
    }

    private static Endpoints endpoints(Map<String, Container> containers) {
        return new Endpoints(
                http(containers, "quote-service", 8081),
                http(containers, "order-service", 8082),
                http(containers, "workflow-bridge", 8083),
                http(containers, "search-projector", 8084),
                http(containers, "notification-service", 8085),
                http(containers, "audit-service", 8086),
                http(containers, "partners", 8090),
                http(containers, "mail", 8080),
                http(containers, "opensearch", 9200),
                cockpit(containers),
                published(containers, "kafka", 29092));
    }

    /** Only for people to look at: the demo goes on where it does not run. */
    private static URI cockpit(Map<String, Container> containers) {
        String address = Optional.ofNullable(containers.get("cockpit"))
                .map(container -> container.published().get(COCKPIT_PORT))
                .orElse("127.0.0.1:" + COCKPIT_PORT);
        return URI.create("http://" + address + "/camunda/");
    }

    private static URI http(Map<String, Container> containers, String service, int port) {
        return URI.create("http://" + published(containers, service, port));
    }

    private static String published(Map<String, Container> containers, String service, int port) {
        String address = known(containers.get(service)).published().get(port);
        if (address == null) {
            throw CpqFailure.environment("port " + port + " of " + service
                    + " is not published on this machine; infra/compose/compose.yaml publishes it");
        }
        return address;
    }

    private static Container known(@Nullable Container container) {
        if (container == null) {
            throw CpqFailure.environment("a container of the composition is gone; start it with: " + UP);
        }
        return container;
    }

    private Description description() {
        if (description == null) {
            throw new IllegalStateException("ask after up");
        }
        return description;
    }

    @Override
    public void down() {
        throw CpqFailure.environment(
                "stop the composition with: docker compose -f infra/compose/compose.yaml down (-v also deletes its data)");
    }

    @Override
    public Endpoints endpoints() {
        return description().endpoints();
    }

    @Override
    public Platform platform() {
        return description().platform();
    }

    @Override
    public Stores stores() {
        return description().stores();
    }

    @Override
    public String program() {
        return "CPQ_HOME=" + home + " ./cpq";
    }

    @Override
    public String cockpitLogin() {
        return description().cockpitLogin();
    }

    @Override
    public String parting() {
        return "docker compose -f infra/compose/compose.yaml ps | logs NAME | down";
    }
}
