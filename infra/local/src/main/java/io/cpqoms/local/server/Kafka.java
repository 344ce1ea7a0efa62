package io.cpqoms.local.server;

import io.cpqoms.local.process.ChildSpec;
import io.cpqoms.local.process.Component;
import io.cpqoms.local.process.JavaCommand;
import io.cpqoms.local.process.Probe;
import io.cpqoms.local.process.RunDirectory;
import io.cpqoms.local.process.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Apache Kafka as one KRaft node, broker and controller, that creates no topic by itself. */
public final class Kafka implements Component {
    /**
     * A second way to the broker, for drills of the network: it listens on one port and tells its clients the other, where
     * a proxy stands between.
     */
    public record Detour(int port, int advertisedPort) {}

    private static final String STARTED = "Kafka Server started";
    private static final String CLUSTER = "MkU3OEVBNTcwNTJENDM2Qk";

    private final Distributions distributions;
    private final RunDirectory run;
    private final int port;
    private final int controllerPort;
    private final Optional<KafkaSecurity> security;
    private final Optional<Detour> detour;
    private long logStart;

    /** An open broker: everybody who reaches it may do everything. */
    public Kafka(Distributions distributions, RunDirectory run, int port, int controllerPort) {
        this(distributions, run, port, controllerPort, Optional.empty(), Optional.empty());
    }

    public Kafka(
            Distributions distributions,
            RunDirectory run,
            int port,
            int controllerPort,
            Optional<KafkaSecurity> security) {
        this(distributions, run, port, controllerPort, security, Optional.empty());
    }

    private Kafka(
            Distributions distributions,
            RunDirectory run,
            int port,
            int controllerPort,
            Optional<KafkaSecurity> security,
            Optional<Detour> detour) {
        this.distributions = distributions;
        this.run = run;
        this.port = port;
        this.controllerPort = controllerPort;
        this.security = security;
        this.detour = detour;
    }

    /** The same broker with a second listener; an open broker only. */
    public Kafka with(Detour second) {
        return new Kafka(distributions, run, port, controllerPort, security, Optional.of(second));
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public List<Integer> ports() {
        return detour.map(second -> List.of(port, controllerPort, second.port()))
                .orElse(List.of(port, controllerPort));
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void prepare() throws IOException {
        Path config = config();
        Files.createDirectories(run.home().resolve("config"));
        Files.createDirectories(data());
        if (security.isPresent()) {
            security.get().prepare(run.log("kafka-keys"));
        }
        SecretFile.write(config, properties());
        Files.writeString(loggingConfig(), Resources.text("kafka-log4j2.properties"));
        if (!Files.exists(data().resolve("meta.properties"))) {
            List<String> arguments = new ArrayList<>(List.of("format", "-t", CLUSTER, "-c", config.toString()));
            security.ifPresent(secured -> arguments.addAll(secured.formatArguments()));
            List<String> format = JavaCommand.withHeap("128m")
                    .lightCompiler()
                    .with("-Dlog4j2.configurationFile=" + loggingConfig())
                    .mainClass(classPath(), "kafka.tools.StorageTool", arguments.toArray(String[]::new));
            Tool.run("kafka format", format, run.log("kafka-format"), run.mark());
        }
        logStart = Files.exists(run.log(name())) ? Files.size(run.log(name())) : 0;
    }

    /**
     * Short broker sessions: with the defaults the controller would hold a killed broker's registration for 9 s, and its
     * restart would wait that long.
     */
    private String properties() {
        return """
            process.roles=broker,controller
            node.id=1
            controller.quorum.voters=1@127.0.0.1:%2$d
            controller.listener.names=CONTROLLER
            log.dirs=%3$s
            auto.create.topics.enable=false
            broker.session.timeout.ms=2000
            broker.heartbeat.interval.ms=500
            group.initial.rebalance.delay.ms=0
            offsets.topic.replication.factor=1
            offsets.topic.num.partitions=5
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            transaction.state.log.num.partitions=5
            share.coordinator.state.topic.replication.factor=1
            share.coordinator.state.topic.min.isr=1
            """.formatted(port, controllerPort, data()) + listeners();
    }

    private String listeners() {
        return security.map(secured -> secured.serverProperties(port, controllerPort))
                .orElse("""
                    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d%3$s
                    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d%4$s
                    listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,DETOUR:PLAINTEXT
                    """.formatted(
                                port,
                                controllerPort,
                                detour.map(second -> ",DETOUR://127.0.0.1:" + second.port())
                                        .orElse(""),
                                detour.map(second -> ",DETOUR://127.0.0.1:" + second.advertisedPort())
                                        .orElse("")));
    }

    @Override
    public ChildSpec spec() throws IOException {
        List<String> command = JavaCommand.withHeap("384m")
                .serverCompiler()
                .classData(distributions.classDataArchive("kafka"), distributions.kafkaLibraries())
                .with("-Dlog4j2.configurationFile=" + loggingConfig())
                .mainClass(classPath(), "kafka.Kafka", config().toString());
        return new ChildSpec(name(), command, Map.of(), run.home(), ChildSpec.Signal.TERM);
    }

    /** The log line, because the socket answers before the controller has let the broker in. */
    @Override
    public boolean ready() throws IOException {
        if (logStart == 0 && Probe.tcp(port)) {
            return logged(0);
        }
        return logged(logStart);
    }

    private boolean logged(long from) throws IOException {
        byte[] log = Files.readAllBytes(run.log(name()));
        int start = (int) Math.min(from, log.length);
        return new String(log, start, log.length - start, StandardCharsets.UTF_8).contains(STARTED);
    }

    private String classPath() {
        return distributions.kafkaLibraries() + "/*";
    }

    private Path config() {
        return run.home().resolve("config/kafka.properties");
    }

    private Path loggingConfig() {
        return run.home().resolve("config/kafka-log4j2.properties");
    }

    private Path data() {
        return run.home().resolve("data/kafka");
    }
}
