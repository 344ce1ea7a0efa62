package io.cpqoms.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.cpqoms.drill.harness.CrashDrill;
import io.cpqoms.drill.harness.CrashPoint;
import io.cpqoms.drill.harness.DrillCluster;
import io.cpqoms.drill.harness.DrillServers;
import io.cpqoms.drill.harness.MatrixTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * SIGKILL and SIGSTOP at named points of two working instances: nothing lost, done twice, turned around or made up, and the
 * way back is short. {@code -Dcpq.drill.matrix=full} runs every point, {@code -Dcpq.drill.seed=N} another load, and
 * {@code -Dcpq.drill.repeat=N} the selection N times over, each time with other loads, until a run fails.
 */
@Tag("OUT-01")
@Tag("OUT-02")
@Tag("INB-02")
@Tag("INC-09")
@DisabledIfSystemProperty(
        named = "servers",
        matches = "containers",
        disabledReason = "the drills signal the processes of embedded servers")
class CrashMatrixIT {

    private static final String SELECTION = System.getProperty("cpq.drill.matrix", "representative");
    private static final long SEED = Long.getLong("cpq.drill.seed", 1);
    private static final int ROUNDS = Integer.getInteger("cpq.drill.repeat", 1);
    private static final Duration GOAL = Duration.ofSeconds(10);

    /** A build machine may be busy with anything; the goal is for a matrix that has the machine to itself. */
    private static final Duration BUSY = Duration.ofSeconds(45);

    private static DrillServers servers;
    private static DrillCluster cluster;

    @BeforeAll
    static void start() {
        servers = new DrillServers("drill");
        cluster = DrillCluster.start(servers, Map.of());
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> survivesACrashAt() {
        MatrixTable table = new MatrixTable();
        List<CrashPoint> points = CrashPoint.selected(SELECTION);
        int runs = points.size() * ROUNDS;
        AtomicBoolean failed = new AtomicBoolean();
        // Drawn one by one, each when the one before has ended: whoever repeats looks for one failure, not for their
        // number.
        Stream<DynamicTest> drills = IntStream.range(0, runs)
                .takeWhile(number -> ROUNDS == 1 || !failed.get())
                .mapToObj(number -> {
                    CrashPoint point = points.get(number % points.size());
                    return dynamicTest(point.toString(), () -> survives(point, number, runs, table, failed));
                });
        Duration bound = SELECTION.equals("full") && ROUNDS == 1 ? GOAL : BUSY;
        Stream<DynamicTest> goals = Stream.of(dynamicTest("recovery p95 within " + bound.toSeconds() + " s", () -> {
            table.publish(SEED);
            assertThat(table.recoveryP95(CrashPoint.Action.KILL)).isLessThanOrEqualTo(bound);
            assertThat(table.recoveryP95(CrashPoint.Action.FREEZE)).isLessThanOrEqualTo(bound);
        }));
        return Stream.concat(drills, goals);
    }

    private static void survives(CrashPoint point, int number, int runs, MatrixTable table, AtomicBoolean failed) {
        boolean survived = false;
        try {
            CrashDrill.Result result =
                    new CrashDrill(servers, cluster, "run" + number, SEED * 1_000 + number).at(point);
            table.add(result);
            assertThat(result.verdict().findings())
                    .as(result.verdict().toString())
                    .isEmpty();
            assertThat(result.verdict().commits()).isPositive();
            survived = true;
        } finally {
            if (ROUNDS > 1) {
                System.out.println(
                        "drill: run" + number + (survived ? " passed, " : " FAILED, ") + (number + 1) + " of " + runs);
            }
            failed.compareAndSet(false, !survived);
        }
    }
}
