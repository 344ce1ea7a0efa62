package io.cpqoms.drill.harness;

import io.cpqoms.testkit.history.HistoryChecker;
import io.cpqoms.testkit.history.HistoryRecord.Commanded;
import io.cpqoms.testkit.history.Verdict;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/** One line of the crash matrix: a load, a process caught at a point, its end or its pause, the way back, the verdict. */
public final class CrashDrill {

    private static final int WARM = 40;
    private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();

    private final DrillServers servers;
    private final DrillCluster cluster;
    private final String run;
    private final long seed;

    public CrashDrill(DrillServers servers, DrillCluster cluster, String run, long seed) {
        this.servers = servers;
        this.cluster = cluster;
        this.run = run;
        this.seed = seed;
    }

    /** @param recovery from the signal until all that was committed before it had its effect */
    public record Result(CrashPoint point, String victim, Duration recovery, Verdict verdict) {}

    /** A run with findings, or one that breaks off, is kept whole before this answers or throws. */
    public Result at(CrashPoint point) {
        String harm = point.name() + "-" + point.action();
        Load load = Load.start(run, seed, Mix.lively(), cluster.addresses());
        try {
            Result result = drilled(point, load);
            if (!result.verdict().isClean()) {
                new FailedRun(run, harm, seed, result.victim() + ": " + result.verdict(), load::finish).keep(servers);
            }
            return result;
        } catch (RuntimeException | Error failure) {
            FailedRun.broken(run, harm, seed, failure, load::finish).keep(servers);
            throw failure;
        } finally {
            load.finish();
        }
    }

    private Result drilled(CrashPoint point, Load load) {
        Recording recording = new Recording(servers, run);
        Until.within(Patience.RECOVERY, "the load has effects", () -> recording.effects() >= WARM);
        cluster.arm(point.name());
        nudge(point);
        String victim = cluster.awaitReached(point.name(), Patience.REACH)
                .orElseThrow(() -> new AssertionError("nobody reached " + point.name() + " under load"));
        Duration recovery = switch (point.action()) {
            case KILL -> killed(victim, recording);
            case FREEZE -> frozen(victim, recording);
        };
        List<Commanded> commands = load.finish();
        recording.settle();
        recording.requireThatOnlyTheGuiltyAreWithheld();
        return new Result(point, victim, recovery, HistoryChecker.check(recording.history(commands)));
    }

    /** A shard is taken over only from somebody who lost it: for that point the holder's session is ended. */
    private void nudge(CrashPoint point) {
        if (point.name().equals("outbox.locked")) {
            servers.rows().query("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'");
        }
    }

    private Duration killed(String victim, Recording recording) {
        Set<String> due = recording.outstanding();
        cluster.kill(victim);
        long start = System.nanoTime();
        CompletableFuture<Void> restart = CompletableFuture.runAsync(() -> cluster.start(victim));
        Duration recovery = awaitNone(due, recording, start);
        try {
            restart.join();
        } catch (CompletionException e) {
            throw new AssertionError(
                    victim + " did not come back: " + e.getCause().getMessage(), e);
        }
        return recovery;
    }

    private Duration frozen(String victim, Recording recording) {
        Set<String> due = recording.outstanding();
        cluster.freeze(victim);
        long start = System.nanoTime();
        try {
            return awaitNone(due, recording, start);
        } finally {
            cluster.disarm(victim);
            cluster.thaw(victim);
        }
    }

    /** What takes longer than anybody's patience is a time in the table like any other; the goal is what fails. */
    private static Duration awaitNone(Set<String> due, Recording recording, long start) {
        Set<String> left = new HashSet<>(due);
        while (!left.isEmpty() && System.nanoTime() - start < Patience.RECOVERY.toNanos()) {
            LockSupport.parkNanos(LOOK_NANOS);
            left.retainAll(recording.outstanding());
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
