package io.cpqoms.drill.harness;

import io.cpqoms.local.process.ChildRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/** Copies of what the database, the processes and their logs hold. */
final class ServerCopies {

    private static final long DUMP_SECONDS = 15;

    /** From the catalog, so that no table is forgotten; a partitioned one stands for its partitions. */
    private static final String TABLES = """
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = 'public' order by c.relname""";

    private static final String SESSIONS = "select *, clock_timestamp() as seen_at from pg_stat_activity order by pid";

    private static final String LOCKS = """
            select *, relation::regclass as relation_name, pg_blocking_pids(pid) as waits_for from pg_locks order by pid""";

    private final DrillServers servers;

    ServerCopies(DrillServers servers) {
        this.servers = servers;
    }

    /** Each table as CSV with a header, all of them as they were at one moment. */
    void tables(Path directory) throws SQLException, IOException {
        Files.createDirectories(directory);
        try (Connection connection = servers.rows().open()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            for (String table : tableNames(connection)) {
                copy(connection, "select * from \"" + table + "\"", directory.resolve(table + ".csv"));
            }
        }
    }

    void sessions(Path file) throws SQLException, IOException {
        copy(SESSIONS, file);
    }

    void locks(Path file) throws SQLException, IOException {
        copy(LOCKS, file);
    }

    private void copy(String query, Path file) throws SQLException, IOException {
        try (Connection connection = servers.rows().open()) {
            copy(connection, query, file);
        }
    }

    private static void copy(Connection connection, String query, Path file) throws SQLException, IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (" + query + ") to stdout with (format csv, header)", out);
        }
    }

    private static List<String> tableNames(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /** What every thread of every JVM that lives is doing: the instances, and the broker. A stopped one can't say. */
    void threadDumps(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        for (ChildRecord child : servers.processes().all()) {
            boolean isJvm = ProcessHandle.of(child.pid())
                    .flatMap(process -> process.info().command())
                    .filter(command -> command.endsWith("/java"))
                    .isPresent();
            if (child.isAlive() && isJvm) {
                threadDump(child, directory.resolve(child.name() + ".txt"));
            }
        }
    }

    private static void threadDump(ChildRecord child, Path file) throws IOException, InterruptedException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process dump = new ProcessBuilder(tool, Long.toString(child.pid()), "Thread.print", "-l")
                .redirectErrorStream(true)
                .redirectOutput(file.toFile())
                .start();
        if (!dump.waitFor(DUMP_SECONDS, TimeUnit.SECONDS)) {
            dump.destroyForcibly();
            Files.writeString(file, child.name() + " did not answer within " + DUMP_SECONDS + " s; stopped or stuck\n");
        }
    }

    /** All logs of the instances and the servers, from their first start on. */
    void logs(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (DirectoryStream<Path> logs =
                Files.newDirectoryStream(servers.processes().home().resolve("logs"))) {
            for (Path log : logs) {
                Files.copy(log, directory.resolve(log.getFileName()));
            }
        }
    }
}
