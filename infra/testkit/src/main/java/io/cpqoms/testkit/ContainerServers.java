package io.cpqoms.testkit;

import io.cpqoms.local.process.LocalStackException;
import io.cpqoms.local.process.Probe;
import io.cpqoms.local.process.RunDirectory;
import io.cpqoms.local.stack.Secrets;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The servers of this test JVM as containers, by Testcontainers, from the images that the composition uses.
 *
 * <p>Ports are chosen here and not by Docker: a broker must advertise its own, and a server that was killed must come back
 * under the address its clients know. Like {@link EmbeddedServers} all state is in files; the {@link Guardian} removes the
 * containers when this JVM ends, also where Testcontainers' own reaper is turned off.
 */
final class ContainerServers implements TestServers {
    private static final String KAFKA_LISTENERS = "PLAINTEXT://:9092,CONTROLLER://:9093,BROKER://:9094";

    private final TestHome home;
    private final TestPorts ports;
    private final ContainerIds ids;

    private ContainerServers(TestHome home) {
        this.home = home;
        this.ports = TestPorts.in(home);
        this.ids = new ContainerIds(home.path());
    }

    static ContainerServers ofThisJvm() {
        synchronized (TestHome.lock()) {
            TestHome home = TestHome.ofThisJvm();
            home.removeStale();
            Guardian.watchOver(new RunDirectory(home.path()));
            return new ContainerServers(home);
        }
    }

    @Override
    public DatabaseServer database() {
        start(Server.POSTGRES);
        return new DatabaseServer(at("postgres"), secrets().databasePassword("postgres"));
    }

    @Override
    public String kafkaAddress() {
        start(Server.KAFKA);
        return at("kafka");
    }

    @Override
    public String openSearchAddress() {
        start(Server.OPENSEARCH);
        return "http://" + at("opensearch");
    }

    @Override
    public String mailAddress() {
        start(Server.MAIL);
        return "http://" + at("mail-rest");
    }

    @Override
    public String smtpHost() {
        return host();
    }

    @Override
    public int smtpPort() {
        return ports.of("smtp");
    }

    @Override
    public Secrets secrets() {
        return Secrets.in(home.path());
    }

    @Override
    public void start(Server server) {
        synchronized (("io.cpqoms.testkit.container." + server.id()).intern()) {
            if (isRunning(server)) {
                return;
            }
            ids.find(server)
                    .ifPresentOrElse(
                            id -> DockerClientFactory.instance()
                                    .client()
                                    .startContainerCmd(id)
                                    .exec(),
                            () -> create(server));
            Readiness.await(server.id(), () -> isReady(server));
        }
    }

    @Override
    public void stop(Server server) {
        ids.find(server)
                .ifPresent(id -> DockerClientFactory.instance()
                        .client()
                        .stopContainerCmd(id)
                        .exec());
    }

    @Override
    public void kill(Server server) {
        ids.find(server)
                .ifPresent(id -> DockerClientFactory.instance()
                        .client()
                        .killContainerCmd(id)
                        .exec());
    }

    @Override
    public void freeze(Server server) {
        ids.find(server)
                .ifPresent(id -> DockerClientFactory.instance()
                        .client()
                        .pauseContainerCmd(id)
                        .exec());
    }

    @Override
    public void thaw(Server server) {
        ids.find(server)
                .ifPresent(id -> DockerClientFactory.instance()
                        .client()
                        .unpauseContainerCmd(id)
                        .exec());
    }

    @Override
    public boolean isRunning(Server server) {
        return ids.find(server).filter(ContainerServers::runs).isPresent();
    }

    private static boolean runs(String id) {
        return Boolean.TRUE.equals(DockerClientFactory.instance()
                .client()
                .inspectContainerCmd(id)
                .exec()
                .getState()
                .getRunning());
    }

    private boolean isReady(Server server) throws IOException {
        return switch (server) {
            case POSTGRES -> new DatabaseServer(at("postgres"), secrets().databasePassword("postgres")).accepts();
            case KAFKA -> RegistryTopics.brokerAnswers(at("kafka"));
            case OPENSEARCH -> Probe.http(ports.of("opensearch"), "/_cluster/health?wait_for_status=yellow&timeout=1s");
            case MAIL -> Probe.tcp(ports.of("smtp")) && Probe.http(ports.of("mail-rest"), "/api/service/readiness");
        };
    }

    /** Only the id is kept: Testcontainers' object belongs to the class loader that happens to come first. */
    @SuppressWarnings("resource")
    private void create(Server server) {
        GenericContainer<?> container = switch (server) {
            case POSTGRES -> postgres();
            case KAFKA -> kafka();
            case OPENSEARCH -> openSearch();
            case MAIL -> mail();
        };
        try {
            container.waitingFor(new Immediately()).start();
        } catch (RuntimeException e) {
            throw new LocalStackException(
                    "the container of " + server.id() + " could not be started: " + e.getMessage(), e);
        }
        ids.keep(server, container.getContainerId());
    }

    private GenericContainer<?> postgres() {
        return published("postgres:18", "postgres", 5432)
                .withEnv("POSTGRES_PASSWORD", secrets().databasePassword("postgres"))
                .withEnv("POSTGRES_INITDB_ARGS", "--data-checksums")
                .withCommand("postgres", "-c", "max_connections=200", "-c", "wal_level=logical", "-c", "timezone=UTC");
    }

    /** The controller and the broker's own traffic stay inside; only what tests connect to is advertised outside. */
    private GenericContainer<?> kafka() {
        return published("apache/kafka:4.3.1", "kafka", 9092)
                .withEnv(Map.ofEntries(
                        Map.entry("KAFKA_PROCESS_ROLES", "broker,controller"),
                        Map.entry("KAFKA_NODE_ID", "1"),
                        Map.entry("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093"),
                        Map.entry("KAFKA_LISTENERS", KAFKA_LISTENERS),
                        Map.entry(
                                "KAFKA_ADVERTISED_LISTENERS",
                                "PLAINTEXT://" + at("kafka") + ",BROKER://localhost:9094"),
                        Map.entry("KAFKA_INTER_BROKER_LISTENER_NAME", "BROKER"),
                        Map.entry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
                        Map.entry(
                                "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                                "CONTROLLER:PLAINTEXT,BROKER:PLAINTEXT,PLAINTEXT:PLAINTEXT"),
                        Map.entry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"),
                        Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
                        Map.entry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1"),
                        Map.entry("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "5"),
                        Map.entry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1"),
                        Map.entry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1"),
                        Map.entry("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "5")));
    }

    private GenericContainer<?> openSearch() {
        return published("opensearchproject/opensearch:3.8.0", "opensearch", 9200)
                .withEnv(Map.of(
                        "discovery.type", "single-node",
                        "action.auto_create_index", "false",
                        "cluster.routing.allocation.disk.threshold_enabled", "false",
                        "DISABLE_INSTALL_DEMO_CONFIG", "true",
                        "DISABLE_SECURITY_PLUGIN", "true",
                        "OPENSEARCH_JAVA_OPTS", "-Xms512m -Xmx512m"));
    }

    private GenericContainer<?> mail() {
        GenericContainer<?> container = published("greenmail/standalone:2.1.13", "smtp", 3025)
                .withEnv(
                        "GREENMAIL_OPTS",
                        "-Dgreenmail.smtp.hostname=0.0.0.0 -Dgreenmail.smtp.port=3025 -Dgreenmail.auth.disabled"
                                + " -Dgreenmail.api.hostname=0.0.0.0 -Dgreenmail.api.port=8080");
        container.setPortBindings(List.of(ports.of("smtp") + ":3025", ports.of("mail-rest") + ":8080"));
        return container;
    }

    private GenericContainer<?> published(String image, String port, int inside) {
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image));
        container.setPortBindings(List.of(ports.of(port) + ":" + inside));
        return container;
    }

    private String at(String port) {
        return host() + ":" + ports.of(port);
    }

    /** This machine's name for the machine that Docker runs on. */
    private static String host() {
        String host = DockerClientFactory.instance().dockerHostIpAddress();
        return host.equals("localhost") ? "127.0.0.1" : host;
    }
}
