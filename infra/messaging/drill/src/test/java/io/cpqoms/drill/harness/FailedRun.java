package io.cpqoms.drill.harness;

import io.cpqoms.testkit.history.HistoryRecord.Commanded;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A run with findings, or one that broke off, and everything that explains it. A loss that shows once in a hundred runs can't
 * be had again for the asking: it is kept at once, before the next run goes over it.
 *
 * @param run the name that its tenants begin with
 * @param harm what was done to it: a point and a signal, or a fault
 * @param verdict what was found, or the failure that broke the run off
 * @param answers ends the load, if it still runs, and says what the clients were told
 */
public record FailedRun(String run, String harm, long seed, String verdict, Supplier<List<Commanded>> answers) {

    private static final Path PLACE = Path.of(System.getProperty("cpq.drill.bundles", "target/failed-drills"));
    private static final long GIT_SECONDS = 10;

    static FailedRun broken(String run, String harm, long seed, Throwable failure, Supplier<List<Commanded>> answers) {
        return new FailedRun(run, harm, seed, Bundle.trace(failure), answers);
    }

    /** Writes the bundle where the build wants it, and says where; a bundle that can't be written hides no verdict. */
    public void keep(DrillServers servers) {
        try {
            System.out.println("drill: kept whole in " + keep(servers, PLACE.toAbsolutePath()));
        } catch (IOException e) {
            System.out.println("drill: " + run + " could not be kept: " + e);
        }
    }

    /**
     * Writes the bundle below the place and answers its directory. First what changes from moment to moment, last what
     * stays.
     */
    public Path keep(DrillServers servers, Path place) throws IOException {
        ServerCopies copies = new ServerCopies(servers);
        TopicCopies topics = new TopicCopies(servers.kafka());
        return Bundle.in(place, run + "-" + harm)
                .with("verdict.txt", this::writeVerdict)
                .with("threads", copies::threadDumps)
                .with("sessions.csv", copies::sessions)
                .with("locks.csv", copies::locks)
                .with("answers.csv", this::writeAnswers)
                .with("tables", copies::tables)
                .with("offsets.csv", topics::offsets)
                .with("groups.txt", topics::groups)
                .with("transactions.txt", topics::transactions)
                .with("topics/events", path -> topics.records(DrillServers.TOPIC, path))
                .with("topics/dead-letters", path -> topics.records(DrillServers.DEAD_LETTERS, path))
                .with("logs", copies::logs)
                .directory();
    }

    private void writeVerdict(Path file) throws IOException {
        Files.writeString(file, """
                run     %s
                harm    %s
                seed    %d
                commit  %s

                %s
                """.formatted(run, harm, seed, commit(), verdict));
    }

    private void writeAnswers(Path file) throws IOException {
        try (PrintWriter lines = new PrintWriter(Files.newBufferedWriter(file))) {
            lines.println("command_id,aggregate_key,outcome");
            for (Commanded command : answers.get()) {
                lines.println(command.commandId() + "," + command.key() + "," + command.outcome());
            }
        }
    }

    /** The commit that was built, as far as the working copy says so. */
    private static String commit() {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--abbrev=40", "--dirty")
                    .redirectErrorStream(true)
                    .start();
            if (!git.waitFor(GIT_SECONDS, TimeUnit.SECONDS)) {
                git.destroyForcibly();
                return "unknown";
            }
            String answer = new String(git.getInputStream().readAllBytes()).strip();
            return git.exitValue() == 0 ? answer : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
