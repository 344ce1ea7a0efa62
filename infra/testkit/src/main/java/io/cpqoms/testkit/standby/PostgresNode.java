package io.cpqoms.testkit.standby;

import io.cpqoms.local.process.ChildSpec;
import io.cpqoms.local.process.Component;
import io.cpqoms.local.process.FreePorts;
import io.cpqoms.local.process.Leftovers;
import io.cpqoms.local.process.Probe;
import io.cpqoms.local.process.RunDirectory;
import io.cpqoms.local.process.Tool;
import io.cpqoms.local.process.Unprivileged;
import io.cpqoms.local.server.DatabaseSetup;
import io.cpqoms.local.server.Distributions;
import io.cpqoms.local.server.Trees;
import io.cpqoms.testkit.DatabaseServer;
import io.cpqoms.testkit.EmbeddedServers;
import io.cpqoms.testkit.Eventually;
import io.cpqoms.testkit.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL server of a test's own that archives its log: a first one, a standby that follows another, or one that recovers from an
 * archive up to a target. It is killed and promoted as an operator's would be.
 */
public final class PostgresNode implements Component {

    private static final String SUPERUSER = "postgres";
    private static final Duration PROMOTION = Duration.ofSeconds(60);

    private final EmbeddedServers servers;
    private final String name;
    private final int port;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Unprivileged unprivileged = Unprivileged.detect();

    private PostgresNode(EmbeddedServers servers, String name) {
        this.servers = servers;
        this.name = name;
        this.port = FreePorts.pick(1).getFirst();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("unix_socket_directories", "");
        settings.put("max_connections", "200");
        settings.put("wal_level", "logical");
        settings.put("wal_keep_size", "512MB");
        settings.put("timezone", "UTC");
        settings.put("archive_mode", "on");
        settings.put("archive_command", "cp \"%p\" \"" + archive().resolve("%f") + "\"");
    }

    /** A server with nothing in it, running. */
    public static PostgresNode fresh(EmbeddedServers servers, String name) throws IOException {
        PostgresNode node = new PostgresNode(servers, name);
        node.empty();
        node.initialise();
        return node.start();
    }

    /** A copy of this one that goes on following it through the port, which may be a proxy's, and lets readers in; running. */
    public PostgresNode standby(String standby, int port) throws IOException {
        PostgresNode node = copy(standby);
        node.settings.put(
                "primary_conninfo",
                "host=127.0.0.1 port=" + port + " user=" + SUPERUSER + " application_name=" + standby.replace('-', '_')
                        + " password=" + password());
        Files.writeString(node.data().resolve("standby.signal"), "");
        return node.start();
    }

    /** A copy of this one, not running, from which {@link #recoverTo} can start. */
    public PostgresNode backup(String backup) throws IOException {
        PostgresNode node = copy(backup);
        node.settings.put("restore_command", "cp \"" + archive().resolve("%f") + "\" \"%p\"");
        return node;
    }

    /** Starts a backup, which goes through the log that was archived up to the restore point, and no farther; it takes writes then. */
    public PostgresNode recoverTo(String restorePoint) throws IOException {
        settings.put("recovery_target_name", restorePoint);
        settings.put("recovery_target_action", "promote");
        Files.writeString(data().resolve("recovery.signal"), "");
        start();
        Eventually.await(name + " has recovered")
                .until(() -> superuser().number("select count(*) where not pg_is_in_recovery()") == 1);
        return this;
    }

    /** From here on commits wait until the standby has them on its disk. */
    public void waitFor(PostgresNode standby) {
        superuser().execute("alter system set synchronous_standby_names to '" + standby.name.replace('-', '_') + "'");
        superuser().query("select pg_reload_conf()");
        Eventually.await("commits wait for " + standby.name)
                .until(() ->
                        superuser().number("select count(*) from pg_stat_replication where sync_state = 'sync'") == 1);
    }

    /** Names this moment, so that a backup can be recovered to it. */
    public void mark(String restorePoint) {
        superuser().query("select pg_create_restore_point(?)", restorePoint);
    }

    /** Returns when all that is written by now lies in the archive. */
    public void archiveAll() {
        String segment = String.valueOf(superuser()
                .query("select pg_walfile_name(pg_switch_wal()) as segment")
                .getFirst()
                .get("segment"));
        Eventually.await(segment + " is archived")
                .until(() -> Files.exists(archive().resolve(segment)));
    }

    /** All its processes at once, as when the machine is gone. */
    public void kill() {
        run().stop(name, Duration.ZERO);
        Leftovers.killIn(data());
    }

    /** Ends the standby's following; returns when it takes writes. */
    public void promote() {
        superuser().query("select pg_promote(true, ?)", (int) PROMOTION.toSeconds());
    }

    public DatabaseServer server() {
        return new DatabaseServer("127.0.0.1:" + port, password());
    }

    public int port() {
        return port;
    }

    /** The server's own database, as superuser. */
    public Rows superuser() {
        return new Rows(address(), SUPERUSER, password());
    }

    private PostgresNode start() {
        return servers.start(this);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Integer> ports() {
        return List.of(port);
    }

    @Override
    public String address() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + SUPERUSER;
    }

    @Override
    public ChildSpec spec() throws IOException {
        List<String> command = new ArrayList<>(List.of(binary("postgres"), "-D", data().toString()));
        command.addAll(List.of("-p", Integer.toString(port)));
        settings.forEach((setting, value) -> command.addAll(List.of("-c", setting + "=" + value)));
        return new ChildSpec(name, unprivileged.wrap(command), Map.of(), run().home(), ChildSpec.Signal.INT);
    }

    @Override
    public boolean ready() throws IOException {
        return Probe.tcp(port) && DatabaseSetup.accepts(address(), SUPERUSER, password());
    }

    private void empty() throws IOException {
        Trees.delete(data());
        Trees.delete(archive());
        Files.createDirectories(archive());
        unprivileged.own(archive(), run().log(name + "-initdb"));
    }

    private void initialise() throws IOException {
        run().create();
        Path log = run().log(name + "-initdb");
        Path passwordFile = data().resolveSibling(name + ".password");
        Files.createDirectories(data());
        Files.writeString(passwordFile, password() + "\n");
        try {
            unprivileged.own(data(), log);
            unprivileged.own(passwordFile, log);
            List<String> command = new ArrayList<>(List.of(binary("initdb"), "-D", data().toString(), "-U", SUPERUSER));
            command.addAll(List.of("-A", "scram-sha-256", "--pwfile", passwordFile.toString()));
            command.addAll(List.of("-E", "UTF8", "--locale=C.UTF-8", "--no-sync"));
            Tool.run("initdb", unprivileged.wrap(command), log, run().mark());
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    private PostgresNode copy(String copy) throws IOException {
        PostgresNode node = new PostgresNode(servers, copy);
        node.empty();
        BaseBackup.of(superuser(), data(), node.data());
        node.unprivileged.own(node.data(), run().log(copy + "-initdb"));
        return node;
    }

    private RunDirectory run() {
        return servers.processes();
    }

    private Path data() {
        return run().home().resolve("data").resolve(name);
    }

    private Path archive() {
        return run().home().resolve("data").resolve(name + ".archive");
    }

    private String password() {
        return servers.secrets().databasePassword(SUPERUSER);
    }

    private static String binary(String program) throws IOException {
        return Distributions.find()
                .postgresHome()
                .resolve("bin")
                .resolve(program)
                .toString();
    }
}
