package io.cpqoms.local.stack;

import io.cpqoms.local.process.ChildRecord;
import io.cpqoms.local.process.Component;
import io.cpqoms.local.process.Launch;
import io.cpqoms.local.process.LocalStackException;
import io.cpqoms.local.process.RunDirectory;
import io.cpqoms.local.server.Trees;
import io.cpqoms.local.stack.Members.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The local platform: PostgreSQL, Kafka, OpenSearch, mail, partners, the six services and Cockpit as child processes.
 *
 * <p>There is no daemon. What runs is known from the records in the home directory, so any JVM can look at or stop a stack
 * that another one started, also after that one was killed.
 */
public final class LocalStack {
    private final StackOptions options;
    private final RunDirectory run;

    public LocalStack(StackOptions options) {
        this.options = options;
        this.run = new RunDirectory(options.home());
    }

    /**
     * Starts what does not run yet and returns when all of it is ready. A failure, or the end of this JVM meanwhile, stops
     * again what this call started.
     */
    public void up(TopicsStep topics, StackListener listener) {
        try (StackLock lock = StackLock.take(options.home())) {
            StackPorts ports = ports();
            List<Member> members = members(ports);
            requireBuilt(members);
            settleSecurity();
            TakenPorts.refuse(members, ports, run);
            savePorts(ports);
            secrets().serviceToken(Members.BRIDGE);
            Launch launch = new Launch(run);
            Thread undo = new Thread(() -> undo(launch, StackListener.SILENT), "stop-half-started-stack");
            Runtime.getRuntime().addShutdownHook(undo);
            try {
                StartOrder.run(steps(members, launch, new Topics(topics, ports), listener), launch::cancel);
            } catch (RuntimeException e) {
                undo(launch, listener);
                throw e;
            } finally {
                forget(undo);
            }
        }
    }

    private static void forget(Thread undo) {
        try {
            Runtime.getRuntime().removeShutdownHook(undo);
        } catch (IllegalStateException ending) {
            // This JVM ends: the hook runs already, and stops what this start has begun.
        }
    }

    /** Stops everything of this home, in reverse order, also what no record names. */
    public void down(StackListener listener) {
        stop(Shutdown.ORDERLY, listener);
    }

    private void stop(Duration patience, StackListener listener) {
        try (StackLock lock = StackLock.take(options.home())) {
            new Shutdown(run, listener, patience).everything();
        }
    }

    /** Starts one member, for instance after a drill has killed it. */
    public Duration start(String member) {
        return new Launch(run).start(component(member));
    }

    /** Stops one member. */
    public void stop(String member) {
        new Shutdown(run, StackListener.SILENT, Shutdown.ORDERLY)
                .only(List.of(component(member).name()));
    }

    /** The process of a member while it runs. */
    public Optional<ChildRecord> process(String member) {
        return run.find(member).filter(ChildRecord::isAlive);
    }

    public boolean isRunning() {
        return run.all().stream().anyMatch(ChildRecord::isAlive);
    }

    public List<MemberStatus> status() {
        return members(ports()).stream()
                .map(member -> status(member.component()))
                .toList();
    }

    /** Deletes all data, logs and secrets. Refuses while something runs, unless told to stop it. */
    public void reset(boolean stopFirst, StackListener listener) {
        if (isRunning()) {
            if (!stopFirst) {
                throw new LocalStackException(
                        "the stack in " + options.home() + " is running; stop it first: ./cpq down");
            }
            stop(Shutdown.AT_ONCE, listener);
        }
        try {
            Trees.delete(options.home());
        } catch (IOException e) {
            throw new LocalStackException("can't delete " + options.home() + ": " + e.getMessage(), e);
        }
    }

    /** The ports it runs on; while nothing runs, those it would start on. */
    public StackPorts ports() {
        Optional<StackPorts> saved = StackPorts.read(portsFile());
        if (isRunning() && saved.isPresent()) {
            return saved.get();
        }
        return options.ports().orElseGet(StackPorts::configured);
    }

    /**
     * Makes room for a service that is no member: a database with its role, and a token for calling others.
     *
     * @return the environment in which it finds them, and everything else of this stack
     */
    public Map<String, String> welcome(String service, String database, int port) {
        return new Members(options, run, ports(), secrets())
                .welcome(service, Members.database(secrets(), database), port);
    }

    public Secrets secrets() {
        return Secrets.in(options.home());
    }

    /** Refuses to secure a home that began open, also while it runs. */
    public void settleSecurity() {
        kafkaAccess().settle();
    }

    /** Whether Kafka asks who one is. */
    public boolean secured() {
        return kafkaAccess().secured();
    }

    /** The settings of a Kafka client of this principal; none on an open stack. */
    public Map<String, String> kafkaSettings(String principal) {
        return kafkaAccess().clientSettings(principal);
    }

    private KafkaAccess kafkaAccess() {
        return new KafkaAccess(options, secrets());
    }

    public Tokens tokens() {
        return secrets().tokens();
    }

    public Path home() {
        return options.home();
    }

    public Path log(String member) {
        return run.log(member);
    }

    /** The members in starting order. */
    public List<String> memberNames() {
        return members(ports()).stream().map(Member::name).toList();
    }

    private List<StartOrder.Step> steps(List<Member> members, Launch launch, Topics topics, StackListener listener) {
        List<StartOrder.Step> steps = new ArrayList<>();
        for (Member member : members) {
            steps.add(new StartOrder.Step(member.name(), member.after(), () -> start(member, launch, listener)));
            if (member.name().equals("kafka")) {
                steps.add(new StartOrder.Step(Members.TOPICS, List.of("kafka"), () -> topics.apply(listener)));
            }
        }
        return steps;
    }

    private static void start(Member member, Launch launch, StackListener listener) {
        listener.starting(member.name());
        Duration took = launch.start(member.component());
        listener.ready(member.name(), took, member.component().address());
    }

    private void undo(Launch launch, StackListener listener) {
        new Shutdown(run, listener, Shutdown.QUICK).only(launch.cancel());
    }

    private List<Member> members(StackPorts ports) {
        return new Members(options, run, ports, secrets()).all();
    }

    private Component component(String name) {
        Map<String, Component> components = members(ports()).stream()
                .map(Member::component)
                .collect(Collectors.toMap(Component::name, component -> component));
        Component component = components.get(name);
        if (component == null) {
            throw new LocalStackException("no member '" + name + "' in the stack; there are " + memberNames());
        }
        return component;
    }

    private MemberStatus status(Component component) {
        Optional<ChildRecord> child = run.find(component.name());
        boolean alive = child.map(ChildRecord::isAlive).orElse(false);
        MemberStatus.State state;
        if (alive) {
            state = isReady(component) ? MemberStatus.State.READY : MemberStatus.State.STARTING;
        } else {
            state = child.isPresent() ? MemberStatus.State.DEAD : MemberStatus.State.STOPPED;
        }
        long pid = alive ? child.map(ChildRecord::pid).orElse(0L) : 0;
        String since = child.map(ChildRecord::startedAt).orElse("");
        return new MemberStatus(component.name(), state, pid, since, component.address(), run.log(component.name()));
    }

    private static boolean isReady(Component component) {
        try {
            return component.ready();
        } catch (IOException e) {
            return false;
        }
    }

    private void requireBuilt(List<Member> members) {
        for (Member member : members) {
            if (!run.isRunning(member.name())) {
                switch (member.component()) {
                    case QuarkusService service -> service.requireBuilt();
                    case Cockpit cockpit -> cockpit.jar();
                    default -> {}
                }
            }
        }
    }

    private void savePorts(StackPorts ports) {
        try {
            Files.createDirectories(options.home());
            ports.save(portsFile());
        } catch (IOException e) {
            throw new LocalStackException("can't write " + portsFile() + ": " + e.getMessage(), e);
        }
    }

    private Path portsFile() {
        return options.home().resolve("ports.json");
    }

    /** The step between Kafka and the services. */
    private record Topics(TopicsStep step, StackPorts ports) {
        void apply(StackListener listener) {
            long begin = System.nanoTime();
            String address = "127.0.0.1:" + ports.of(StackPort.KAFKA);
            listener.starting(Members.TOPICS);
            step.apply(address);
            listener.ready(Members.TOPICS, Duration.ofNanos(System.nanoTime() - begin), address);
        }
    }
}
