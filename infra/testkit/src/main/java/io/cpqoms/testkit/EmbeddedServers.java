package io.cpqoms.testkit;

import io.cpqoms.local.process.Component;
import io.cpqoms.local.process.Launch;
import io.cpqoms.local.process.LocalStackException;
import io.cpqoms.local.process.RunDirectory;
import io.cpqoms.local.process.Tool;
import io.cpqoms.local.server.Distributions;
import io.cpqoms.local.server.Kafka;
import io.cpqoms.local.server.Mail;
import io.cpqoms.local.server.OpenSearch;
import io.cpqoms.local.server.Postgres;
import io.cpqoms.local.stack.Secrets;
import java.time.Duration;
import java.util.List;

/**
 * The servers of this test JVM as child processes, the default.
 *
 * <p>All state is in files under {@code target/testkit/<jvm>} and none in fields: Quarkus loads test resources in several
 * class loaders, and each would otherwise start servers of its own. A {@link Guardian} process stops them when this JVM
 * ends, however it ends.
 */
public final class EmbeddedServers implements TestServers {
    private static final String DURABLE = "cpq.testkit.durable";
    private static final Duration ORDERLY = Duration.ofSeconds(10);

    private final RunDirectory run;
    private final Distributions distributions = Distributions.find();
    private final TestPorts ports;

    private EmbeddedServers(RunDirectory run, TestPorts ports) {
        this.run = run;
        this.ports = ports;
    }

    /** The servers of this JVM; nothing is started yet. */
    public static EmbeddedServers ofThisJvm() {
        synchronized (TestHome.lock()) {
            TestHome home = TestHome.ofThisJvm();
            home.removeStale();
            RunDirectory run = new RunDirectory(home.path());
            Guardian.watchOver(run);
            return new EmbeddedServers(run, TestPorts.in(home));
        }
    }

    public Postgres postgres() {
        boolean durable = Boolean.parseBoolean(System.getProperty(DURABLE, "true"));
        Postgres.Settings settings =
                new Postgres.Settings(port("postgres"), secrets().databasePassword("postgres"), durable, List.of());
        return started(new Postgres(distributions, run, settings));
    }

    public Kafka kafka() {
        return started(new Kafka(distributions, run, port("kafka"), port("kafka-controller")).with(kafkaDetour()));
    }

    /** The broker's second listener; who wants to use it puts a proxy at the advertised port. */
    public Kafka.Detour kafkaDetour() {
        return new Kafka.Detour(port("kafka-detour"), port("kafka-detour-proxy"));
    }

    public OpenSearch openSearch() {
        return started(new OpenSearch(distributions, run, port("opensearch"), port("opensearch-transport")));
    }

    public Mail mail() {
        return started(new Mail(distributions, run, smtpPort(), port("mail-rest")));
    }

    @Override
    public DatabaseServer database() {
        postgres();
        return new DatabaseServer("127.0.0.1:" + port("postgres"), secrets().databasePassword("postgres"));
    }

    @Override
    public String kafkaAddress() {
        return kafka().address();
    }

    @Override
    public String openSearchAddress() {
        return openSearch().address();
    }

    @Override
    public String mailAddress() {
        return mail().address();
    }

    @Override
    public String smtpHost() {
        return "127.0.0.1";
    }

    @Override
    public int smtpPort() {
        return port("smtp");
    }

    @Override
    public Secrets secrets() {
        return Secrets.in(run.home());
    }

    @Override
    public void start(Server server) {
        switch (server) {
            case POSTGRES -> postgres();
            case KAFKA -> kafka();
            case OPENSEARCH -> openSearch();
            case MAIL -> mail();
        }
    }

    @Override
    public void stop(Server server) {
        run.stop(server.id(), ORDERLY);
    }

    @Override
    public void kill(Server server) {
        run.stop(server.id(), Duration.ZERO); // waits: a start right after it must not find the dying process alive
    }

    @Override
    public boolean isRunning(Server server) {
        return run.isRunning(server.id());
    }

    @Override
    public void freeze(Server server) {
        signal(server, "STOP");
    }

    @Override
    public void thaw(Server server) {
        signal(server, "CONT");
    }

    /** The parent first, so that it can't start children that nobody stops. */
    private void signal(Server server, String signal) {
        ProcessHandle parent = run.find(server.id())
                .flatMap(child -> ProcessHandle.of(child.pid()))
                .orElseThrow(() -> new LocalStackException(server.id() + " does not run"));
        send(signal, parent);
        parent.descendants().forEach(child -> send(signal, child));
    }

    /** Also to a child that has ended meanwhile, which is fine. */
    private static void send(String signal, ProcessHandle process) {
        Tool.succeeds("kill", "-" + signal, Long.toString(process.pid()));
    }

    /** For tests that kill or restart servers by name: {@code postgres}, {@code kafka}, {@code opensearch}, {@code mail}. */
    public RunDirectory processes() {
        return run;
    }

    private <C extends Component> C started(C component) {
        synchronized (("io.cpqoms.testkit." + component.name()).intern()) {
            new Launch(run).start(component);
            return component;
        }
    }

    /** Starts a process of the test's own beside the servers; it ends with them. */
    public <C extends Component> C start(C component) {
        return started(component);
    }

    private int port(String name) {
        return ports.of(name);
    }
}
