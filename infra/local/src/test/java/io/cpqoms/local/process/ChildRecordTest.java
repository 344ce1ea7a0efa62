package io.cpqoms.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildRecordTest {
    @TempDir
    private Path home = Path.of("");

    private RunDirectory run = new RunDirectory(home);

    @BeforeEach
    void createHome() {
        run = new RunDirectory(home);
        run.create();
    }

    @AfterEach
    void stopAll() {
        run.stopAll(Duration.ofSeconds(2));
    }

    @Test
    void findsTheChildAgainFromItsFile() {
        ChildRecord child = run.launch(sleeper("sleeper"));

        assertThat(new RunDirectory(home).find("sleeper")).contains(child);
        assertThat(new RunDirectory(home).isRunning("sleeper")).isTrue();
    }

    @Test
    void neverSignalsAStrangerThatGotThePid() throws Exception {
        ChildRecord child = run.launch(sleeper("sleeper"));
        ChildRecord stale = new ChildRecord(
                "older", child.pid(), child.startTicks() - 1, child.bootId(), ChildSpec.Signal.TERM, "");
        stale.write(home.resolve("run/older.json"));

        run.stop("older", Duration.ofMillis(100));

        assertThat(stale.isAlive()).isFalse();
        assertThat(child.isAlive()).isTrue();
        assertThat(run.find("older")).isEmpty();
    }

    @Test
    void takesNoRecordOfAnEarlierBootForAlive() {
        ChildRecord child = run.launch(sleeper("sleeper"));

        ChildRecord earlier =
                new ChildRecord("sleeper", child.pid(), child.startTicks(), "another-boot", ChildSpec.Signal.TERM, "");

        assertThat(earlier.isAlive()).isFalse();
    }

    @Test
    void killsAChildThatIgnoresTheStopSignal() {
        ChildRecord child = run.launch(shell("stubborn", "trap '' TERM; while :; do sleep 0.05; done"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> ProcFile.commandLine(child.pid()).orElse("").contains("trap"));

        run.stop("stubborn", Duration.ofMillis(300));

        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void killsWhatNoRecordNames() throws Exception {
        ChildRecord child = run.launch(sleeper("unrecorded"));
        Files.delete(home.resolve("run/unrecorded.json"));

        run.killStrays();

        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void readsTheStartOfACommandWhoseNameHoldsParentheses() {
        String stat = "42 (a (b) c) S 1 42 42 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 987654 1000 10";

        assertThat(ProcFile.startTicks(stat, 1)).hasValue(987_654);
    }

    @Test
    void takesAZombieForGone() {
        String stat = "42 (java) Z 1 42 42 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 987654 1000 10";

        assertThat(ProcFile.startTicks(stat, 1)).isEmpty();
    }

    @Test
    void waitsForTheThreadsOfADyingProcess() {
        String stat = "42 (java) Z 1 42 42 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 987654 1000 10";

        assertThat(ProcFile.startTicks(stat, 2)).hasValue(987_654);
    }

    private ChildSpec sleeper(String name) {
        return new ChildSpec(name, List.of("sleep", "60"), Map.of(), home, ChildSpec.Signal.TERM);
    }

    private ChildSpec shell(String name, String script) {
        return new ChildSpec(name, List.of("/bin/sh", "-c", script), Map.of(), home, ChildSpec.Signal.TERM);
    }
}
