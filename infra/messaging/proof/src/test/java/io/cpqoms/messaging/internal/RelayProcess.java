package io.cpqoms.messaging.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import org.jboss.logmanager.LogContext;

/** A relay in a process of its own that stops itself with SIGSTOP when it reaches a drill point for the n-th time. */
final class RelayProcess extends DrillPoints {

    /** Less than any test leaves it stopped, more than a busy machine keeps a thread waiting. */
    private static final long STOPPED_NANOS = 1_000_000_000;

    private final String point;
    private int left;

    private RelayProcess(String point, int nth) {
        super(Optional.empty(), Optional.empty());
        this.point = point;
        this.left = nth;
    }

    /** Starts it; its output goes to the file. */
    static Process start(RelayStage.Address address, String point, int nth, Path log) throws IOException {
        return start(address, point, nth, log, "256m");
    }

    /** Starts one that never stops itself, with no more heap than that. */
    static Process start(RelayStage.Address address, String heap, Path log) throws IOException {
        return start(address, "nowhere", 1, log, heap);
    }

    private static Process start(RelayStage.Address address, String point, int nth, Path log, String heap)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                RelayProcess.class.getName()));
        command.addAll(address.arguments());
        command.addAll(List.of(point, Integer.toString(nth)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    static void signal(Process process, String name) {
        run("kill", "-" + name, Long.toString(process.pid()));
    }

    public static void main(String[] arguments) throws InterruptedException {
        // No application takes over what is logged, so whatever is loud enough is kept for it, with all that it names.
        LogContext.getLogContext().getLogger("").setLevel(Level.WARNING);
        RelayStage stage =
                RelayStage.at(new RelayStage.Address(arguments[0], arguments[1], arguments[2], arguments[3]));
        stage.relay(new RelayProcess(arguments[4], Integer.parseInt(arguments[5])));
        Thread.currentThread().join();
    }

    @Override
    public void reached(String reached) {
        if (reached.equals(point) && --left == 0) {
            System.out.println("STOPPING at " + point);
            long sent = System.nanoTime();
            run("kill", "-STOP", Long.toString(ProcessHandle.current().pid()));
            awaitTheStop(sent);
            System.out.println("AWAKE");
        }
    }

    /** On a busy machine a thread runs on for a while after the signal was sent. What it is stopped for counts as well. */
    private static void awaitTheStop(long sent) {
        while (System.nanoTime() - sent < STOPPED_NANOS) {
            Thread.onSpinWait();
        }
    }

    private static void run(String... command) {
        try {
            new ProcessBuilder(command).start().waitFor();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
