package io.cpqoms.local.stack;

import io.cpqoms.local.process.Component;
import io.cpqoms.local.process.LocalStackException;
import io.cpqoms.local.process.RunDirectory;
import io.cpqoms.local.server.Database;
import io.cpqoms.local.server.Distributions;
import io.cpqoms.local.server.Kafka;
import io.cpqoms.local.server.Mail;
import io.cpqoms.local.server.OpenSearch;
import io.cpqoms.local.server.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Who belongs to the stack, in the order of starting, and what each service is told about the others. */
final class Members {
    static final String TOPICS = "topics";
    static final String BRIDGE = "workflow-bridge";
    /** From a guest's port to that of its management, as it is for the members by default. */
    static final int MANAGEMENT_OFFSET = 1_000;

    /** A service, its port, and its database with the role of the same name ("order" is a reserved word). */
    record Service(String name, StackPort port, String database) {}

    static final List<Service> SERVICES = List.of(
            new Service("quote-service", StackPort.QUOTE, "quote"),
            new Service("order-service", StackPort.ORDER, "orders"),
            new Service(BRIDGE, StackPort.WORKFLOW, "workflow"),
            new Service("search-projector", StackPort.SEARCH, "search"),
            new Service("notification-service", StackPort.NOTIFICATION, "notification"),
            new Service("audit-service", StackPort.AUDIT, "audit"));

    /** A component and the names that must be ready before it starts. */
    record Member(Component component, List<String> after) {
        String name() {
            return component.name();
        }
    }

    private final StackOptions options;
    private final RunDirectory run;
    private final StackPorts ports;
    private final Distributions distributions;
    private final Secrets secrets;
    private final KafkaAccess kafka;

    Members(StackOptions options, RunDirectory run, StackPorts ports, Secrets secrets) {
        this.options = options;
        this.run = run;
        this.ports = ports;
        this.distributions = Distributions.of(options.root());
        this.secrets = secrets;
        this.kafka = new KafkaAccess(options, secrets);
    }

    /** The selected members, in starting order. */
    List<Member> all() {
        List<Member> members = new ArrayList<>(servers());
        SERVICES.forEach(service -> members.add(new Member(service(service), requirements(service))));
        members.add(new Member(cockpit(), List.of(BRIDGE)));
        return members.stream()
                .filter(member -> options.selection().test(member.name()))
                .toList();
    }

    private List<Member> servers() {
        return List.of(
                new Member(postgres(), List.of()),
                new Member(
                        new Kafka(
                                distributions,
                                run,
                                ports.of(StackPort.KAFKA),
                                ports.of(StackPort.KAFKA_CONTROLLER),
                                kafka.security()),
                        List.of()),
                new Member(
                        new OpenSearch(
                                distributions,
                                run,
                                ports.of(StackPort.OPENSEARCH),
                                ports.of(StackPort.OPENSEARCH_TRANSPORT)),
                        List.of()),
                new Member(new Mail(distributions, run, ports.of(StackPort.SMTP), ports.of(StackPort.MAIL)), List.of()),
                new Member(
                        new Partners(
                                run.home(),
                                ports.of(StackPort.PARTNERS),
                                ports.of(StackPort.MAIL),
                                classData("partners")),
                        List.of()));
    }

    private Postgres postgres() {
        List<Database> databases = SERVICES.stream()
                .map(service -> database(secrets, service.database()))
                .toList();
        Postgres.Settings settings = new Postgres.Settings(
                ports.of(StackPort.POSTGRES), secrets.databasePassword("postgres"), true, databases);
        return new Postgres(distributions, run, settings);
    }

    private static List<String> requirements(Service service) {
        List<String> requirements = new ArrayList<>(List.of("postgres", "kafka", TOPICS));
        if (service.port() == StackPort.SEARCH) {
            requirements.add("opensearch");
        }
        return requirements;
    }

    private QuarkusService service(Service service) {
        QuarkusService.Ports listens = new QuarkusService.Ports(
                ports.of(service.port()), ports.of(service.port().management()));
        Map<String, String> environment = environment(service.name(), service.database(), listens);
        environment.putAll(ownLog(run.log(service.name())));
        if (service.name().equals(BRIDGE)) {
            environment.put(
                    "CPQ_SERVICE_TOKEN_FILE", secrets.serviceTokenFile(BRIDGE).toString());
        }
        environment.putAll(options.environment());
        return new QuarkusService(service.name(), options.root(), listens, classData(service.name()), environment);
    }

    /** A place for a service that is no member of this stack. */
    Map<String, String> welcome(String service, Database database, int port) {
        postgres().create(database);
        Map<String, String> environment =
                environment(service, database.name(), new QuarkusService.Ports(port, port + MANAGEMENT_OFFSET));
        environment.put("CPQ_SERVICE_TOKEN_FILE", secrets.serviceToken(service).toString());
        environment.put("CPQ_INSTANCE", service);
        return environment;
    }

    /** A log file of its own, which it bounds; form and bounds are the kit's. */
    private static Map<String, String> ownLog(Path log) {
        return Map.of(
                "QUARKUS_LOG_FILE_ENABLED", "true",
                "QUARKUS_LOG_FILE_PATH", log.toString(),
                "QUARKUS_LOG_CONSOLE_ENABLED", "false");
    }

    private Map<String, String> environment(String service, String database, QuarkusService.Ports listens) {
        Map<String, String> environment = new LinkedHashMap<>(database(database));
        environment.put("CPQ_HTTP_PORT", Integer.toString(listens.api()));
        environment.put("CPQ_MANAGEMENT_PORT", Integer.toString(listens.management()));
        environment.put("CPQ_KAFKA", "127.0.0.1:" + ports.of(StackPort.KAFKA));
        kafka.clientSettings(service).forEach((name, value) -> environment.put(variable(name), value));
        environment.put("CPQ_JWT_PUBLIC_KEY", secrets.publicKeyLocation());
        environment.put("CPQ_JWT_ISSUER", Tokens.ISSUER);
        environment.put("CPQ_JWT_AUDIENCES", Tokens.AUDIENCE);
        environment.put("CPQ_QUOTE_URL", ports.http(StackPort.QUOTE).toString());
        environment.put("CPQ_ORDER_URL", ports.http(StackPort.ORDER).toString());
        environment.put("CPQ_PARTNERS_URL", ports.http(StackPort.PARTNERS).toString());
        environment.put("CPQ_OPENSEARCH_URL", ports.http(StackPort.OPENSEARCH).toString());
        environment.put("CPQ_SMTP_HOST", "127.0.0.1");
        environment.put("CPQ_SMTP_PORT", Integer.toString(ports.of(StackPort.SMTP)));
        return environment;
    }

    /** Quarkus takes every variable that begins with KAFKA_ as a setting of its Kafka clients. */
    private static String variable(String setting) {
        return "KAFKA_" + setting.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private Cockpit cockpit() {
        Map<String, String> environment = new LinkedHashMap<>(database("workflow"));
        // It uses the bridge's schema and never changes it.
        environment.keySet().removeIf(variable -> variable.startsWith("CPQ_DATABASE_OWNER"));
        environment.put("CPQ_HTTP_PORT", Integer.toString(ports.of(StackPort.COCKPIT)));
        environment.put("CPQ_COCKPIT_PASSWORD", secrets.cockpitPassword());
        environment.put("CPQ_COCKPIT_ADMINISTRATOR_PASSWORD", secrets.cockpitAdministratorPassword());
        environment.put("LOGGING_FILE_NAME", run.log(Cockpit.NAME).toString());
        environment.put("LOGGING_THRESHOLD_CONSOLE", "OFF");
        return new Cockpit(options.root(), ports.of(StackPort.COCKPIT), classData(Cockpit.NAME), environment);
    }

    /** The database with its logins and their passwords. */
    static Database database(Secrets secrets, String name) {
        return new Database(
                name,
                new Database.Logins(
                        secrets.databasePassword(name),
                        secrets.databasePassword(Database.serviceOf(name)),
                        secrets.databasePassword(Database.readerOf(name))));
    }

    private Map<String, String> database(String name) {
        return Map.of(
                "CPQ_DATABASE_URL",
                "jdbc:postgresql://127.0.0.1:" + ports.of(StackPort.POSTGRES) + "/" + name,
                "CPQ_DATABASE_USER",
                Database.serviceOf(name),
                "CPQ_DATABASE_PASSWORD",
                secrets.databasePassword(Database.serviceOf(name)),
                "CPQ_DATABASE_OWNER",
                name,
                "CPQ_DATABASE_OWNER_PASSWORD",
                secrets.databasePassword(name),
                "CPQ_MESSAGING_REPLAY_READER_USERNAME",
                Database.readerOf(name),
                "CPQ_MESSAGING_REPLAY_READER_PASSWORD",
                secrets.databasePassword(Database.readerOf(name)));
    }

    private Path classData(String name) {
        try {
            return distributions.classDataArchive(name);
        } catch (IOException e) {
            throw new LocalStackException("can't create the class data directory: " + e.getMessage(), e);
        }
    }
}
