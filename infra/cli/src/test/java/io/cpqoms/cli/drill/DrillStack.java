package io.cpqoms.cli.drill;

import static org.awaitility.Awaitility.await;

import io.cpqoms.cli.client.Endpoints;
import io.cpqoms.cli.client.Platform;
import io.cpqoms.cli.proof.Stores;
import io.cpqoms.cli.topics.cluster.TopicCluster;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import io.cpqoms.local.process.ChildRecord;
import io.cpqoms.local.stack.LocalStack;
import io.cpqoms.local.stack.StackListener;
import io.cpqoms.local.stack.StackOptions;
import io.cpqoms.local.stack.StackPort;
import io.cpqoms.local.stack.StackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A part of the platform in a home of its own, whose services can be frozen at a drill point and killed. */
final class DrillStack implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StackOptions options;
    private final LocalStack stack;

    DrillStack(String name, Set<String> members) {
        this(options(name).withOnly(members));
    }

    /** A part of the members, with an environment added to that of the services. */
    DrillStack(String name, Set<String> members, Map<String, String> environment) {
        this(options(name).withOnly(members).withEnvironment(environment));
    }

    private static StackOptions options(String name) {
        Path root = Path.of(System.getProperty("cpq.root"));
        return StackOptions.of(root)
                .withHome(root.resolve("infra/cli/target/drills").resolve(name))
                .withPorts(StackPorts.free());
    }

    private DrillStack(StackOptions options) {
        this.options = options;
        stack = new LocalStack(options);
        stack.reset(true, StackListener.SILENT);
    }

    /** Starts all members but this one, which can be started later. */
    void upWithout(String member) {
        up(new LocalStack(options.withOnly(stack.memberNames().stream()
                .filter(name -> !name.equals(member))
                .collect(Collectors.toSet()))));
    }

    private static void up(LocalStack started) {
        started.up(
                bootstrap -> {
                    try (TopicCluster cluster = new TopicCluster(bootstrap, TopicRegistry.bundled())) {
                        cluster.apply();
                    }
                },
                StackListener.SILENT);
    }

    void start(String member) {
        stack.start(member);
    }

    void startFrozenAt(String member, String point) {
        stackFrozenAt(point).start(member);
    }

    private LocalStack stackFrozenAt(String point) {
        Map<String, String> frozen = new HashMap<>(options.environment());
        frozen.put("CPQ_MESSAGING_DRILL_FREEZE_AT", point);
        return new LocalStack(options.withEnvironment(frozen));
    }

    void stop(String member) {
        stack.stop(member);
    }

    /** Waits until a thread of the member stands at the point. */
    void awaitFrozen(String member, String point) {
        await().atMost(PATIENCE).until(() -> log(member).contains("point=" + point));
    }

    private String log(String member) {
        try {
            return Files.readString(stack.log(member));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL; returns when the process is gone. */
    void kill(String member) {
        ChildRecord child = stack.process(member).orElseThrow();
        ProcessHandle process = ProcessHandle.of(child.pid()).orElseThrow();
        process.destroyForcibly();
        await().atMost(PATIENCE).until(() -> !child.isAlive());
    }

    Platform platform() {
        return platform(stack);
    }

    /** The clients of any stack. */
    static Platform platform(LocalStack stack) {
        StackPorts ports = stack.ports();
        Endpoints endpoints = new Endpoints(
                ports.http(StackPort.QUOTE),
                ports.http(StackPort.ORDER),
                ports.http(StackPort.WORKFLOW),
                ports.http(StackPort.SEARCH),
                ports.http(StackPort.NOTIFICATION),
                ports.http(StackPort.AUDIT),
                ports.http(StackPort.PARTNERS),
                ports.http(StackPort.MAIL),
                ports.http(StackPort.OPENSEARCH),
                ports.http(StackPort.COCKPIT),
                kafka(stack));
        return new Platform(endpoints, stack.tokens());
    }

    String kafka() {
        return kafka(stack);
    }

    static String kafka(LocalStack stack) {
        return "127.0.0.1:" + stack.ports().of(StackPort.KAFKA);
    }

    Stores stores() {
        return new Stores("127.0.0.1:" + stack.ports().of(StackPort.POSTGRES), stack.secrets()::databasePassword);
    }

    @Override
    public void close() {
        stack.reset(true, StackListener.SILENT);
    }
}
