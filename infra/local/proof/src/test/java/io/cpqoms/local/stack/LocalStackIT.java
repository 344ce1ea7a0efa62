package io.cpqoms.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.local.process.ChildRecord;
import io.cpqoms.local.process.ChildSpec;
import io.cpqoms.local.process.LocalStackException;
import io.cpqoms.local.server.Distributions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LocalStackIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Set<String> SERVERS = Set.of("postgres", "kafka", "opensearch", "mail", "partners");

    private final Path home = Path.of("target", "it-stack").toAbsolutePath();
    private final StackPorts ports = StackPorts.free();

    @BeforeEach
    @AfterEach
    void removeTheStack() {
        stack(SERVERS).reset(true, StackListener.SILENT);
    }

    @Test
    @Tag("OPS-09")
    void startsTheServersAndStopsThemFromRecordsAlone() {
        Timings timings = new Timings();
        stack(SERVERS).up(bootstrap -> {}, timings);
        assertReady();
        List<ChildRecord> children = SERVERS.stream()
                .map(name -> stack(SERVERS).process(name).orElseThrow())
                .toList();

        stack(SERVERS).down(timings);

        assertThat(children).noneMatch(ChildRecord::isAlive);
        System.out.println(timings);
    }

    @Test
    @Tag("OPS-09")
    void keepsAcknowledgedRowsWhenPostgresIsKilled() throws Exception {
        LocalStack stack = stack(Set.of("postgres"));
        stack.up(bootstrap -> {}, StackListener.SILENT);
        try (Connection connection = connect(stack)) {
            connection.createStatement().execute("create table fact (n int primary key)");
            for (int n = 0; n < 200; n++) {
                connection.createStatement().execute("insert into fact values (" + n + ")");
            }
            stack.process("postgres").orElseThrow().signal(ChildSpec.Signal.KILL);
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> stack.process("postgres").isEmpty());
        assertThat(stack.status().getFirst().state()).isEqualTo(MemberStatus.State.DEAD);

        stack.start("postgres");

        try (Connection connection = connect(stack);
                ResultSet rows = connection.createStatement().executeQuery("select count(*) from fact")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(200);
        }
    }

    @Test
    @Tag("OPS-09")
    void leavesNoProcessWhenItsLauncherWasKilled() throws Exception {
        Process launcher = launcher();
        LocalStack stack = stack(SERVERS);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> stack.process("kafka").isPresent()
                        && stack.process("mail").isPresent());

        launcher.destroyForcibly();
        assertThat(launcher.waitFor(PATIENCE)).isTrue();
        assertThat(stack.isRunning()).isTrue();
        stack.down(StackListener.SILENT);

        assertThat(stack.isRunning()).isFalse();
        assertThat(processesWith(home)).isEmpty();
    }

    @Test
    @Tag("OPS-09")
    void leavesNoToolWhenItsLauncherWasKilled() throws Exception {
        Process launcher = launcher();
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> processesWith(home).stream().anyMatch(command -> command.contains("/initdb ")));

        launcher.destroyForcibly();
        assertThat(launcher.waitFor(PATIENCE)).isTrue();
        stack(SERVERS).down(StackListener.SILENT);

        assertThat(processesWith(home)).isEmpty();
    }

    private Process launcher() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dcpq.root=" + Distributions.find().root(),
                        StackLauncher.class.getName(),
                        home.toString())
                .inheritIO()
                .start();
    }

    @Test
    @Tag("OPS-09")
    void namesTheOwnerOfATakenPortBeforeItStartsAnything() throws Exception {
        try (ServerSocket taken = new ServerSocket(ports.of(StackPort.SMTP), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> stack(SERVERS).up(bootstrap -> {}, StackListener.SILENT))
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " for mail is taken by pid "
                            + ProcessHandle.current().pid())
                    .hasMessageContaining("CPQ_PORT_SMTP")
                    .message()
                    .doesNotContain("\n");
        }
        assertThat(stack(SERVERS).isRunning()).isFalse();
    }

    @Test
    @Tag("OPS-09")
    void stopsWhatItStartedWhenAStepFails() {
        assertThatThrownBy(() -> stack(Set.of("postgres", "kafka"))
                        .up(
                                bootstrap -> {
                                    throw new LocalStackException("the registry is wrong");
                                },
                                StackListener.SILENT))
                .hasMessage("the registry is wrong");

        assertThat(processesWith(home)).isEmpty();
    }

    @Test
    void keepsDataOverARestart() throws Exception {
        LocalStack stack = stack(Set.of("postgres"));
        stack.up(bootstrap -> {}, StackListener.SILENT);
        try (Connection connection = connect(stack)) {
            connection.createStatement().execute("create table kept (n int)");
        }
        stack.down(StackListener.SILENT);

        stack.up(bootstrap -> {}, StackListener.SILENT);

        try (Connection connection = connect(stack)) {
            connection.createStatement().execute("insert into kept values (1)");
        }
    }

    @Test
    void startsEveryServerAgainAfterAStop() {
        stack(SERVERS).up(bootstrap -> {}, StackListener.SILENT);
        stack(SERVERS).down(StackListener.SILENT);

        stack(SERVERS).up(bootstrap -> {}, StackListener.SILENT);

        assertReady();
    }

    @Test
    void refusesToResetWhileItRuns() {
        LocalStack stack = stack(Set.of("partners"));
        stack.up(bootstrap -> {}, StackListener.SILENT);

        assertThatThrownBy(() -> stack.reset(false, StackListener.SILENT))
                .hasMessageContaining("is running; stop it first");

        assertThat(Files.isDirectory(home)).isTrue();
    }

    private void assertReady() {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stack(SERVERS).status())
                        .extracting(MemberStatus::state)
                        .containsOnly(MemberStatus.State.READY));
    }

    private LocalStack stack(Set<String> members) {
        return new LocalStack(StackOptions.of(Distributions.find().root())
                .withHome(home)
                .withPorts(ports)
                .withOnly(members));
    }

    private static Connection connect(LocalStack stack) throws Exception {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + stack.ports().of(StackPort.POSTGRES) + "/quote",
                "quote",
                stack.secrets().databasePassword("quote"));
    }

    /** Any process that mentions the home in its command line, except this one and its launcher. */
    private static List<String> processesWith(Path home) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .map(process -> process.info().commandLine().orElse(""))
                .filter(command -> command.contains(home.toString()))
                .toList();
    }
}
