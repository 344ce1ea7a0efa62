package io.cpqoms.local.server;

import io.cpqoms.local.process.ChildSpec;
import io.cpqoms.local.process.Component;
import io.cpqoms.local.process.Leftovers;
import io.cpqoms.local.process.LocalStackException;
import io.cpqoms.local.process.Probe;
import io.cpqoms.local.process.RunDirectory;
import io.cpqoms.local.process.Tool;
import io.cpqoms.local.process.Unprivileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL with its durable defaults: own {@code initdb}, scram passwords, checksums, postmaster in the foreground.
 *
 * <p>SIGINT is the "fast" stop; SIGTERM would wait for clients.
 */
public final class Postgres implements Component {
    /** What may differ between stacks; without durability a crash of the machine may lose data, a crash of the server not. */
    public record Settings(int port, String superuserPassword, boolean durable, List<Database> databases) {
        public Settings {
            databases = List.copyOf(databases);
        }
    }

    private static final String SUPERUSER = "postgres";

    private final Distributions distributions;
    private final RunDirectory run;
    private final Settings settings;
    private final Unprivileged unprivileged = Unprivileged.detect();

    public Postgres(Distributions distributions, RunDirectory run, Settings settings) {
        this.distributions = distributions;
        this.run = run;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public List<Integer> ports() {
        return List.of(settings.port());
    }

    @Override
    public String address() {
        return url("postgres");
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + settings.port() + "/" + database;
    }

    @Override
    public void prepare() throws IOException {
        if (!Files.exists(data().resolve("PG_VERSION"))) {
            initialise();
        }
        Leftovers.killIn(data());
    }

    /** Initialises beside and renames: an interrupted initdb leaves nothing that looks like a database. */
    private void initialise() throws IOException {
        Path fresh = data().resolveSibling("postgres.new");
        Path log = run.log("postgres-initdb");
        Trees.delete(fresh);
        Files.createDirectories(fresh);
        Path passwordFile = Files.createTempFile(
                fresh.resolve("..").normalize(),
                "initdb",
                ".password",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(passwordFile, settings.superuserPassword() + "\n");
            unprivileged.own(fresh, log);
            unprivileged.own(passwordFile, log);
            List<String> command = new ArrayList<>(List.of(binary("initdb")));
            command.addAll(List.of("-D", fresh.toString(), "-U", SUPERUSER, "-A", "scram-sha-256"));
            command.addAll(List.of("--pwfile", passwordFile.toString(), "-E", "UTF8", "--locale=C.UTF-8"));
            command.add(settings.durable() ? "--data-checksums" : "--no-sync");
            Tool.run("initdb", unprivileged.wrap(command), log, run.mark());
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(fresh, data());
    }

    @Override
    public ChildSpec spec() {
        List<String> command = new ArrayList<>(List.of(binary("postgres"), "-D", data().toString()));
        command.addAll(List.of("-p", Integer.toString(settings.port())));
        List<String> options = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=200",
                "wal_level=logical",
                "shared_preload_libraries=pg_stat_statements",
                "timezone=UTC",
                "log_timezone=UTC"));
        if (!settings.durable()) {
            options.addAll(List.of("fsync=off", "full_page_writes=off", "max_wal_size=256MB"));
        }
        options.forEach(option -> command.addAll(List.of("-c", option)));
        return new ChildSpec(name(), unprivileged.wrap(command), Map.of(), run.home(), ChildSpec.Signal.INT);
    }

    /** Ready when it lets a client in; the socket is open earlier, while it still recovers. */
    @Override
    public boolean ready() throws IOException {
        return Probe.tcp(settings.port()) && DatabaseSetup.accepts(address(), SUPERUSER, settings.superuserPassword());
    }

    @Override
    public void afterReady() throws IOException {
        settings.databases().forEach(this::create);
    }

    /** Creates the database with its logins, or gives the existing roles these passwords. */
    public void create(Database database) {
        try {
            DatabaseSetup.create(address(), SUPERUSER, settings.superuserPassword(), database);
        } catch (SQLException e) {
            throw new LocalStackException("can't create database " + database.name() + ": " + e.getMessage(), e);
        }
    }

    /** Drops the database, if there is one, with the connections to it. */
    public void drop(String database) {
        try {
            DatabaseSetup.drop(address(), SUPERUSER, settings.superuserPassword(), database);
        } catch (SQLException e) {
            throw new LocalStackException("can't drop database " + database + ": " + e.getMessage(), e);
        }
    }

    private Path data() {
        return run.home().resolve("data/postgres");
    }

    private String binary(String program) {
        try {
            return distributions.postgresHome().resolve("bin").resolve(program).toString();
        } catch (IOException e) {
            throw new LocalStackException("can't unpack PostgreSQL: " + e.getMessage(), e);
        }
    }
}
