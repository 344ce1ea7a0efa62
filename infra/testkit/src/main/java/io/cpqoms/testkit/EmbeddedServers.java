package io.cpqoms.testkit;

import io.cpqoms.local.process.Component;
import io.cpqoms.local.process.FreePorts;
import io.cpqoms.local.process.Launch;
import io.cpqoms.local.process.LocalStackException;
import io.cpqoms.local.process.RunDirectory;
import io.cpqoms.local.server.Distributions;
import io.cpqoms.local.server.Kafka;
import io.cpqoms.local.server.Mail;
import io.cpqoms.local.server.OpenSearch;
import io.cpqoms.local.server.Postgres;
import io.cpqoms.local.stack.Secrets;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * The servers of this test JVM, each started when first asked for.
 *
 * <p>All state is in files under {@code target/testkit/<jvm>} and none in fields: Quarkus loads test resources in several
 * class loaders, and each would otherwise start servers of its own. A {@link Guardian} process stops them when this JVM
 * ends, however it ends.
 */
public final class EmbeddedServers {
    private static final String DURABLE = "cpq.testkit.durable";
    private static final List<String> PORT_NAMES = List.of(
            "postgres",
            "kafka",
            "kafka-controller",
            "kafka-detour",
            "kafka-detour-proxy",
            "opensearch",
            "opensearch-transport",
            "smtp",
            "mail-rest");

    private final RunDirectory run;
    private final Distributions distributions = Distributions.find();
    private final Properties ports;

    private EmbeddedServers(RunDirectory run, Properties ports) {
        this.run = run;
        this.ports = ports;
    }

    /** The servers of this JVM; nothing is started yet. */
    public static EmbeddedServers ofThisJvm() {
        // The one lock that all class loaders of this JVM share: a string constant's identity.
        synchronized ("io.cpqoms.testkit.EmbeddedServers".intern()) {
            TestHome home = TestHome.ofThisJvm();
            home.removeStale();
            RunDirectory run = new RunDirectory(home.path());
            run.create();
            if (!run.isRunning(Guardian.NAME)) {
                run.launch(Guardian.spec(run));
            }
            return new EmbeddedServers(run, ports(home.path().resolve("ports.properties")));
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

    public int smtpPort() {
        return port("smtp");
    }

    public Secrets secrets() {
        return Secrets.in(run.home());
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
        return Integer.parseInt(ports.getProperty(name));
    }

    private static Properties ports(Path file) {
        Properties ports = new Properties();
        try {
            if (Files.exists(file)) {
                try (Reader reader = Files.newBufferedReader(file)) {
                    ports.load(reader);
                }
                return ports;
            }
            List<Integer> free = FreePorts.pick(PORT_NAMES.size());
            for (int i = 0; i < free.size(); i++) {
                ports.setProperty(PORT_NAMES.get(i), Integer.toString(free.get(i)));
            }
            try (Writer writer = Files.newBufferedWriter(file)) {
                ports.store(writer, null);
            }
            return ports;
        } catch (IOException e) {
            throw new LocalStackException("can't keep the test ports in " + file + ": " + e.getMessage(), e);
        }
    }
}
