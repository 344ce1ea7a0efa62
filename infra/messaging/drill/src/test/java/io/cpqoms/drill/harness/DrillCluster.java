package io.cpqoms.drill.harness;

import io.cpqoms.local.process.ChildRecord;
import io.cpqoms.local.process.ChildSpec.Signal;
import io.cpqoms.local.process.FreePorts;
import io.cpqoms.local.process.Launch;
import io.cpqoms.local.server.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Two instances of the drill service on one database, with points at which they can be caught, killed and frozen. */
public final class DrillCluster implements AutoCloseable {

    private static final List<String> NAMES = List.of("drill-a", "drill-b");
    private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();

    private final DrillServers servers;
    private final Map<String, DrillService> services = new LinkedHashMap<>();

    private DrillCluster(DrillServers servers, Map<String, String> environment) {
        this.servers = servers;
        List<Integer> ports = FreePorts.pick(2 * NAMES.size());
        for (int i = 0; i < NAMES.size(); i++) {
            String name = NAMES.get(i);
            int port = ports.get(2 * i);
            int management = ports.get(2 * i + 1);
            Map<String, String> all = all(environment, name, port);
            all.put("CPQ_MANAGEMENT_PORT", Integer.toString(management));
            services.put(name, new DrillService(name, port, management, home(), all));
        }
    }

    /** Starts both instances; the environment is added to what a service needs. */
    public static DrillCluster start(DrillServers servers, Map<String, String> environment) {
        DrillCluster cluster = new DrillCluster(servers, environment);
        cluster.services.keySet().forEach(cluster::start);
        return cluster;
    }

    private Map<String, String> all(Map<String, String> environment, String name, int port) {
        Map<String, String> all = new HashMap<>(Map.of(
                "CPQ_HTTP_PORT", Integer.toString(port),
                "CPQ_DATABASE_URL", servers.jdbcUrl(),
                "CPQ_DATABASE_USER", Database.serviceOf(servers.database()),
                "CPQ_DATABASE_PASSWORD", servers.password(),
                "CPQ_DATABASE_OWNER", servers.database(),
                "CPQ_DATABASE_OWNER_PASSWORD", servers.password(),
                "CPQ_KAFKA", servers.kafka(),
                "CPQ_MESSAGING_DRILL_DIRECTORY", points(name).toString()));
        all.putAll(environment);
        return all;
    }

    public List<URI> addresses() {
        return services.values().stream()
                .map(service -> URI.create(service.address()))
                .toList();
    }

    List<String> instances() {
        return List.copyOf(services.keySet());
    }

    /** Starts the instance and returns when it is ready. */
    void start(String name) {
        disarm(name);
        new Launch(servers.processes()).start(services.get(name));
    }

    /** SIGKILL, as {@code kill -9}; returns when the process is gone. */
    void kill(String name) {
        signal(name, Signal.KILL);
        Until.within(
                Patience.STOP, name + " is gone", () -> !servers.processes().isRunning(name));
    }

    /** SIGSTOP: the process keeps its connections and does nothing, like one in a long pause. */
    void freeze(String name) {
        signal(name, Signal.STOP);
    }

    void thaw(String name) {
        signal(name, Signal.CONT);
    }

    private void signal(String name, Signal signal) {
        process(name).signal(signal);
    }

    private ChildRecord process(String name) {
        return servers.processes().find(name).orElseThrow();
    }

    /** The next thread of any instance that reaches the point will wait there. */
    void arm(String point) {
        services.keySet().forEach(name -> touch(points(name).resolve(point)));
    }

    /** Waits until an instance stands at the point, lets all others go on, and answers which it is. */
    Optional<String> awaitReached(String point, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<String> victim = Optional.empty();
        while (victim.isEmpty() && System.nanoTime() < deadline) {
            victim = services.keySet().stream()
                    .filter(name -> Files.exists(points(name).resolve(point + ".reached")))
                    .findFirst();
            // The process stands at the point until it is told to go on; looking all the time would take the core it
            // needs.
            LockSupport.parkNanos(LOOK_NANOS);
        }
        for (String name : services.keySet()) {
            if (victim.isEmpty() || !victim.get().equals(name)) {
                disarm(name);
            }
        }
        return victim;
    }

    /** Nobody waits at any point of the instance any more. */
    void disarm(String name) {
        try {
            Files.createDirectories(points(name));
            // An armed point first: whoever renames it meanwhile is found in the second round.
            for (int round = 0; round < 2; round++) {
                try (var files = Files.newDirectoryStream(points(name))) {
                    for (Path file : files) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void touch(Path file) {
        try {
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path points(String name) {
        return home().resolve("points").resolve(name);
    }

    private Path home() {
        return servers.processes().home();
    }

    /** What the instance has logged so far. */
    public String log(String name) {
        try {
            return Files.readString(servers.processes().log(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        services.keySet().forEach(name -> {
            thaw(name);
            disarm(name);
            servers.processes().stop(name, Patience.STOP);
        });
    }
}
