package io.cpqoms.messaging.internal;

import static io.cpqoms.testkit.Eventually.await;

import io.cpqoms.local.process.FreePorts;
import io.cpqoms.local.process.Probe;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Debian's PgBouncer before the database of a stage. */
record PgBouncer(Process process, String url) implements AutoCloseable {

    private static final String PROGRAM = "pgbouncer";

    static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder(PROGRAM, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    /**
     * Returns when it answers.
     *
     * @param mode what it lends a server's session for: {@code session} or {@code transaction}
     * @param lenient whether it passes over settings that it can't keep for a client
     */
    static PgBouncer start(Path directory, String mode, boolean lenient, RelayStage.Address stage) throws IOException {
        URI database = URI.create(stage.url().substring("jdbc:".length()));
        int port = FreePorts.pick(1).getFirst();
        Files.createDirectories(directory);
        Path settings = directory.resolve("pgbouncer.ini");
        Files.writeString(settings, """
                [databases]
                * = host=%s port=%d user=%s password=%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = %s
                server_round_robin = 1
                ignore_startup_parameters = extra_float_digits%s
                """.formatted(
                        database.getHost(),
                        database.getPort(),
                        stage.user(),
                        stage.password(),
                        port,
                        mode,
                        lenient ? ",options" : ""));
        // It refuses to be root, and must read this as somebody else.
        for (Path path : List.of(directory.getParent(), directory)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-r--r--"));
        List<String> command = new ArrayList<>(List.of(PROGRAM));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(settings.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        await().ignoreExceptions().until(() -> Probe.tcp(port));
        return new PgBouncer(process, "jdbc:postgresql://127.0.0.1:" + port + database.getPath());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
