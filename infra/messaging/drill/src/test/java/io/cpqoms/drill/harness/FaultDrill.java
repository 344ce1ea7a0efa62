package io.cpqoms.drill.harness;

import io.cpqoms.testkit.history.HistoryChecker;
import io.cpqoms.testkit.history.HistoryRecord.Commanded;
import io.cpqoms.testkit.history.Verdict;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A load, a fault of the servers in the middle of it, the way back, the verdict. */
public final class FaultDrill {

    private static final int WARM = 40;

    private final DrillServers servers;
    private final ServerFault.Network network;
    private final List<URI> addresses;

    public FaultDrill(DrillServers servers, ServerFault.Network network, List<URI> addresses) {
        this.servers = servers;
        this.network = network;
        this.addresses = addresses;
    }

    /** @param recovery from the end of the fault until all that was committed before had its effect */
    public record Result(ServerFault fault, Duration recovery, Verdict verdict) {

        @Override
        public String toString() {
            return fault + ": way back " + recovery.toMillis() + " ms; " + verdict;
        }
    }

    /** A run with findings, or one that breaks off, is kept whole before this answers or throws. */
    public Result of(ServerFault fault, long seed) {
        String run = "fault" + fault.ordinal();
        Load load = Load.start(run, seed, Mix.lively(), addresses);
        try {
            Result result = drilled(fault, load, new Recording(servers, run));
            if (!result.verdict().isClean()) {
                new FailedRun(run, fault.name(), seed, result.verdict().toString(), load::finish).keep(servers);
            }
            return result;
        } catch (RuntimeException | Error failure) {
            FailedRun.broken(run, fault.name(), seed, failure, load::finish).keep(servers);
            throw failure;
        } finally {
            load.finish();
        }
    }

    private Result drilled(ServerFault fault, Load load, Recording recording) {
        Until.within(Patience.RECOVERY, "the load has effects", () -> recording.effects() >= WARM);
        fault.strike(servers, network);
        long healed = System.nanoTime();
        Set<String> due = recording.outstanding();
        long before = recording.commits();
        Until.within(Patience.RECOVERY, "all that was committed before has its effect", () -> {
            due.retainAll(recording.outstanding());
            return due.isEmpty();
        });
        Duration recovery = Duration.ofNanos(System.nanoTime() - healed);
        Until.within(Patience.RECOVERY, "commands go on", () -> recording.commits() > before + WARM);
        List<Commanded> commands = load.finish();
        recording.settle();
        recording.requireThatOnlyTheGuiltyAreWithheld();
        return new Result(fault, recovery, HistoryChecker.check(recording.history(commands)));
    }
}
