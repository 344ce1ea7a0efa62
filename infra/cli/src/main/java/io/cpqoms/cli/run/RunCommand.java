package io.cpqoms.cli.run;

import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.stack.Admission;
import io.cpqoms.cli.stack.LocalPlatform;
import io.cpqoms.local.process.Probe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cpq run}: starts a guest with a database, its proposed topics and the stack's addresses, until Ctrl-C. */
@Command(
        name = "run",
        description =
                "Run a service that is not the platform's, such as a fork, on the running local stack: with a database"
                        + " of its own, the topics it proposes, and the stack's addresses and keys.",
        footer = {
            "",
            "Example:",
            "  cpq run ../renewal-service",
            "",
            "It runs until Ctrl-C; its database and topics stay."
        })
public final class RunCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 100;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(index = "0", paramLabel = "FOLDER", description = "The service's folder, built by mvn package.")
    private Path folder = Path.of("");

    @Option(names = "--port", paramLabel = "PORT", description = "Where it listens; its own default otherwise.")
    private Optional<Integer> port = Optional.empty();

    @Override
    public Integer call() {
        GuestService guest = GuestService.in(folder);
        LocalPlatform platform = LocalPlatform.of(Installation.current());
        if (!platform.isRunning()) {
            throw CpqFailure.environment("the stack is not running; start it with ./cpq up");
        }
        int listens = port.orElse(guest.port());
        if (answers(listens)) {
            throw CpqFailure.environment(
                    "port " + listens + " is taken; give " + guest.name() + " another with --port");
        }
        Console console = common.console();
        platform.admit(new Admission(guest.name(), guest.proposal()))
                .forEach(made -> console.line("  + " + made + "  on the local broker, as proposed"));
        Map<String, String> environment = platform.welcome(guest.name(), guest.database(), listens);
        return run(
                guest,
                environment,
                () -> isReady(management(environment)),
                () -> console.line(guest.name() + " on http://127.0.0.1:" + listens + "/, database " + guest.database()
                        + "; Ctrl-C ends it."));
    }

    private static int run(
            GuestService guest, Map<String, String> environment, BooleanSupplier ready, Runnable announce) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                        java,
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-jar",
                        guest.jar().toString())
                .inheritIO();
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                process.destroy();
                process.onExit().join();
            }));
            while (process.isAlive() && !ready.getAsBoolean()) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            if (process.isAlive()) {
                announce.run();
            }
            return process.waitFor() == 0 ? ExitCodes.OK : ExitCodes.FAILED;
        } catch (IOException e) {
            throw CpqFailure.environment("can't start " + guest.jar() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CpqFailure("interrupted");
        }
    }

    private static int management(Map<String, String> environment) {
        return Integer.parseInt(environment.getOrDefault("CPQ_MANAGEMENT_PORT", "0"));
    }

    private static boolean isReady(int port) {
        try {
            return Probe.http(port, "/q/health/ready");
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean answers(int port) {
        try {
            return Probe.tcp(port);
        } catch (IOException e) {
            return false;
        }
    }
}
