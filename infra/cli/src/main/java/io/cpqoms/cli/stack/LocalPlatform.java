package io.cpqoms.cli.stack;

import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.client.Endpoints;
import io.cpqoms.cli.client.Platform;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.deployment.Target;
import io.cpqoms.cli.proof.Stores;
import io.cpqoms.cli.topics.access.AccessRules;
import io.cpqoms.cli.topics.access.Credentials;
import io.cpqoms.cli.topics.cluster.KafkaConnection;
import io.cpqoms.cli.topics.cluster.TopicCluster;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import io.cpqoms.local.server.KafkaSecurity;
import io.cpqoms.local.stack.LocalStack;
import io.cpqoms.local.stack.MemberStatus;
import io.cpqoms.local.stack.StackListener;
import io.cpqoms.local.stack.StackOptions;
import io.cpqoms.local.stack.StackPort;
import io.cpqoms.local.stack.StackPorts;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The embedded stack of this checkout as the commands use it. */
public final class LocalPlatform implements Target {
    /** Members that a small machine leaves out, separated by commas; the demos need all but Cockpit. */
    private static final String WITHOUT = "CPQ_WITHOUT";

    private final LocalStack stack;

    private LocalPlatform(LocalStack stack) {
        this.stack = stack;
    }

    public static LocalPlatform of(Installation installation) {
        return of(StackOptions.of(installation.root()).withHome(installation.home()));
    }

    /** A stack whose Kafka knows its clients and lets each do only what the registry says. */
    public static LocalPlatform secured(Installation installation) {
        return of(StackOptions.of(installation.root())
                .withHome(installation.home())
                .withSecurity());
    }

    private static LocalPlatform of(StackOptions all) {
        String unwanted = Optional.ofNullable(System.getenv(WITHOUT)).orElse("");
        return new LocalPlatform(new LocalStack(unwanted.isBlank() ? all : without(all, unwanted)));
    }

    private static StackOptions without(StackOptions all, String unwanted) {
        Set<String> members = new LinkedHashSet<>(new LocalStack(all).memberNames());
        for (String name : unwanted.split(",")) {
            if (!members.remove(name.strip())) {
                throw CpqFailure.environment(WITHOUT + " names '" + name.strip() + "'; there are " + members);
            }
        }
        return all.withOnly(members);
    }

    /** Starts what does not run and creates missing topics; returns when everything is ready. */
    @Override
    public void up(Console console) {
        stack.settleSecurity();
        if (allReady()) {
            console.line("The stack is up (" + stack.home() + ").");
            return;
        }
        console.line("Starting the stack; data and logs lie in " + stack.home() + ".");
        long begun = System.nanoTime();
        stack.up(this::createTopics, new StartReport(console));
        console.line("Everything is ready after " + seconds(Duration.ofNanos(System.nanoTime() - begun)) + ".");
    }

    /** On a secured stack accounts and rights as well, as the super user who is there for nothing else. */
    private void createTopics(String bootstrap) {
        KafkaConnection connection = new KafkaConnection(bootstrap, stack.kafkaSettings(KafkaSecurity.SUPER_USER));
        try (TopicCluster cluster = new TopicCluster(connection, TopicRegistry.bundled())) {
            credentials().ifPresent(cluster::createPrincipals);
            cluster.apply();
        }
    }

    /**
     * Lets a service that is no member of the stack in: its proposed topics and, on a secured stack, its account and rights.
     * Answers what was made.
     */
    public List<String> admit(Admission admission) {
        KafkaConnection superUser =
                new KafkaConnection(endpoints().kafka(), stack.kafkaSettings(KafkaSecurity.SUPER_USER));
        return admission.to(superUser, credentials());
    }

    private Optional<Credentials> credentials() {
        return stack.secured() ? Optional.of(new Credentials(stack.secrets().directory())) : Optional.empty();
    }

    /** Kafka as an operator reaches it. */
    public KafkaConnection kafka() {
        return new KafkaConnection(endpoints().kafka(), stack.kafkaSettings(AccessRules.ADMINISTRATION));
    }

    @Override
    public void down() {
        stack.down(StackListener.SILENT);
    }

    public void reset() {
        stack.reset(true, StackListener.SILENT);
    }

    public boolean isRunning() {
        return stack.isRunning();
    }

    /** @throws CpqFailure when nothing of it runs */
    public void requireRunning() {
        if (!isRunning()) {
            throw CpqFailure.environment("the stack is not running; start it with ./cpq up");
        }
    }

    public boolean allReady() {
        return stack.isRunning()
                && stack.status().stream().allMatch(member -> member.state() == MemberStatus.State.READY);
    }

    public List<PartStatus> status() {
        return stack.status().stream()
                .map(member -> new PartStatus(
                        member.name(),
                        member.state().name().toLowerCase(Locale.ROOT),
                        member.address(),
                        member.pid() == 0 ? "" : Long.toString(member.pid()),
                        member.startedAt()))
                .toList();
    }

    @Override
    public Endpoints endpoints() {
        StackPorts ports = stack.ports();
        return new Endpoints(
                ports.http(StackPort.QUOTE),
                ports.http(StackPort.ORDER),
                ports.http(StackPort.WORKFLOW),
                ports.http(StackPort.SEARCH),
                ports.http(StackPort.NOTIFICATION),
                ports.http(StackPort.AUDIT),
                ports.http(StackPort.PARTNERS),
                ports.http(StackPort.MAIL),
                ports.http(StackPort.OPENSEARCH),
                ports.http(StackPort.COCKPIT).resolve("/camunda/"),
                "127.0.0.1:" + ports.of(StackPort.KAFKA));
    }

    @Override
    public Platform platform() {
        return new Platform(endpoints(), stack.tokens());
    }

    @Override
    public Stores stores() {
        String address = "127.0.0.1:" + stack.ports().of(StackPort.POSTGRES);
        return new Stores(address, stack.secrets()::databasePassword);
    }

    /** Makes room for a service that is no member of the stack; answers the environment it needs to find its way. */
    public Map<String, String> welcome(String service, String database, int port) {
        return stack.welcome(service, database, port);
    }

    @Override
    public String cockpitLogin() {
        return "login demo / " + stack.secrets().cockpitPassword();
    }

    @Override
    public String parting() {
        return "./cpq status shows what runs, ./cpq logs NAME what it says, ./cpq down stops it.";
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
    }
}
