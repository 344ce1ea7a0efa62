package io.cpqoms.messaging.replay;

import io.cpqoms.command.database.RowScopes;
import io.cpqoms.messaging.MessagingConfig;
import io.cpqoms.messaging.internal.DrillPoints;
import io.cpqoms.messaging.internal.FailureScope;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what the table says should run, one replay at a time per instance.
 *
 * <p>The table is the only command channel: a start, pause or stop is a state that this thread sees at its next look, and a
 * run whose instance died is simply still RUNNING, so that the next one to look goes on behind the last committed step. A
 * session lock keeps two instances apart; if it is lost unnoticed, the step's condition on the old offset does.
 */
@ApplicationScoped
class ReplayRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayRunner.class);
    private static final long STOP_MILLIS = 5_000;
    private static final int CATCH_UP_ROUNDS = 200;

    private final ReplayStore store;
    private final ReplayWork work;
    private final DrillPoints drills;
    private final MessagingConfig config;
    private final Clock clock;
    private final RowScopes scopes;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("replay-runner").daemon().unstarted(this::run);

    ReplayRunner(
            ReplayStore store,
            ReplayWork work,
            DrillPoints drills,
            MessagingConfig config,
            Clock clock,
            RowScopes scopes) {
        this.store = store;
        this.work = work;
        this.drills = drills;
        this.config = config;
        this.clock = clock;
        this.scopes = scopes;
    }

    void start(@Observes StartupEvent started) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        stopping.countDown();
        thread.join(STOP_MILLIS);
        thread.interrupt();
    }

    private void run() {
        scopes.acrossTenants(() -> {
            runWhatIsDue();
            return stopping;
        });
    }

    private void runWhatIsDue() {
        try {
            while (!stopping.await(config.replay().lookEvery().toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        try {
            Optional<ReplayRun> due = store.due();
            if (due.isPresent()) {
                runIfNobodyElseDoes(due.get().id());
            }
        } catch (RuntimeException | SQLException e) {
            LOG.atWarn().setCause(e).log("replays could not be looked at, trying again");
        }
    }

    private void runIfNobodyElseDoes(UUID id) throws SQLException, InterruptedException {
        Optional<Connection> owner = store.own(id);
        if (owner.isEmpty()) {
            return;
        }
        try {
            // Read again: another instance may have ended it before this one had the lock.
            ReplayRun run = store.get(id).orElseThrow();
            switch (run.state()) {
                case RUNNING -> replay(run);
                case STOPPING -> work.discard(run);
                case PLANNED, PAUSED, STOPPED, COMPLETED, REJECTED -> {}
            }
        } catch (RuntimeException failure) {
            if (FailureScope.of(failure) == FailureScope.DEPENDENCY) {
                LOG.atWarn().addKeyValue("replayId", id).setCause(failure).log("replay interrupted, going on soon");
                store.note(id, "interrupted, tries again: " + failure.getMessage());
            } else {
                LOG.atError().addKeyValue("replayId", id).setCause(failure).log("replay failed and was paused");
                work.pause(id, "failed: " + failure.getMessage());
            }
        } finally {
            store.disown(owner.get(), id);
        }
    }

    private void replay(ReplayRun run) throws InterruptedException {
        LOG.atInfo()
                .addKeyValue("replayId", run.id())
                .addKeyValue("percent", run.percent())
                .log("replay runs");
        try (ReplayPass pass = work.pass(run.request(), run.id());
                ReplayCursor cursor = work.cursor(run)) {
            pass.open();
            Pace pace = new Pace(run, cursor);
            while (!cursor.done()) {
                if (!pace.mayGoOn()) {
                    return;
                }
                pace.read(step(run, pass, cursor));
            }
            boolean ended = switch (pass) {
                case ReplayPass.Building building -> finish(run, building, cursor, pace);
                case ReplayPass.Checking checking -> work.endChecked(run.id());
            };
            if (ended) {
                drills.reached("replay.ended");
                tidy(run, pass);
            }
        }
    }

    /** The run has ended whatever becomes of this: what it cannot remove stays until the next run clears it away. */
    private void tidy(ReplayRun run, ReplayPass pass) {
        try {
            pass.tidy();
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("replayId", run.id())
                    .setCause(e)
                    .log("the replay has ended, but left something behind");
        }
        work.forget(run.id());
    }

    private int step(ReplayRun run, ReplayPass pass, ReplayCursor cursor) {
        ReplayCursor.Batch batch = cursor.read(work.sorter(run.request()));
        if (!batch.steps().isEmpty()) {
            pass.step(batch.events(), findings -> store.advance(run.id(), batch.steps(), findings));
            cursor.moved(batch.steps());
            drills.reached("replay.step");
        }
        return batch.records();
    }

    /**
     * Catches up beside live consumption, then once more with live writers kept out, compares and swaps; false when the
     * run was paused or stopped before that.
     *
     * <p>At least once it reads to the end before the shadow is looked at: an end that failed may have written to stores that
     * roll nothing back, and only behind its records the shadow's parts agree again.
     */
    private boolean finish(ReplayRun run, ReplayPass.Building building, ReplayCursor cursor, Pace pace)
            throws InterruptedException {
        boolean near = false;
        for (int round = 0; !near && round < CATCH_UP_ROUNDS; round++) {
            work.extend(run.id(), cursor);
            near = cursor.remaining() <= config.replay().batchSize();
            while (!cursor.done()) {
                if (!pace.mayGoOn()) {
                    return false;
                }
                pace.read(step(run, building, cursor));
            }
        }
        drills.reached("replay.caught-up");
        work.endBuilt(run, building, cursor);
        return true;
    }

    /** Holds a run to its rate, to what people ask of it, and back while live consumption needs the machine. */
    private final class Pace {
        private final ReplayRun run;
        private final ReplayCursor cursor;
        private long windowStart = clock.millis();
        private long windowRecords;
        private long lastLook;
        private long lastLag;
        private boolean looked;

        Pace(ReplayRun run, ReplayCursor cursor) {
            this.run = run;
            this.cursor = cursor;
        }

        void read(int records) {
            windowRecords += records;
        }

        /** Waits as long as it must; false when the run shall not go on now. */
        boolean mayGoOn() throws InterruptedException {
            long due = windowStart + windowRecords * 1000 / run.request().rate();
            long now = clock.millis();
            if (due > now && stopping.await(due - now, TimeUnit.MILLISECONDS)) {
                return false;
            }
            if (now - windowStart > TimeUnit.MINUTES.toMillis(1)) {
                windowStart = clock.millis();
                windowRecords = 0;
            }
            if (looked
                    && clock.millis() - lastLook < config.replay().lookEvery().toMillis()) {
                return stopping.getCount() > 0;
            }
            while (stillRunning()) {
                if (liveKeepsUp()) {
                    return true;
                }
                if (stopping.await(config.replay().lookEvery().toMillis(), TimeUnit.MILLISECONDS)) {
                    return false;
                }
                windowStart = clock.millis();
                windowRecords = 0;
            }
            return false;
        }

        private boolean stillRunning() {
            lastLook = clock.millis();
            looked = true;
            return stopping.getCount() > 0 && store.get(run.id()).orElseThrow().state() == ReplayRun.State.RUNNING;
        }

        private boolean liveKeepsUp() {
            long lag = work.liveLag(cursor, run.request());
            boolean keepsUp = lag <= config.replay().lagTolerance() || lag < lastLag;
            lastLag = lag;
            store.note(
                    run.id(),
                    keepsUp
                            ? ""
                            : "waits for live consumption, which is " + lag + " records behind and not catching up");
            return keepsUp;
        }
    }
}
