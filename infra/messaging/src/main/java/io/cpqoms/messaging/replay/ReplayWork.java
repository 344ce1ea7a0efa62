package io.cpqoms.messaging.replay;

import io.cpqoms.messaging.MessagingConfig;
import io.cpqoms.messaging.ProcessingMode;
import io.cpqoms.messaging.TransientFailure;
import io.cpqoms.messaging.internal.DrillPoints;
import io.cpqoms.messaging.internal.EnvelopeReader;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a running replay does at its ends: opens the pass of its mode, and closes with verdict, audit fact and report. */
@ApplicationScoped
class ReplayWork {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayWork.class);

    /** Live writers wait meanwhile: what is left then is at most a batch or two. */
    private static final Duration LAST_STRETCH = Duration.ofSeconds(15);

    private final ReplayGate gate;
    private final ReplayStore store;
    private final ReplayReader reader;
    private final ReplayAudit audit;
    private final SelectOnlyDatabase database;
    private final EnvelopeReader envelopes;
    private final DrillPoints drills;
    private final MessagingConfig config;
    private final Clock clock;

    ReplayWork(
            ReplayGate gate,
            ReplayStore store,
            ReplayReader reader,
            ReplayAudit audit,
            SelectOnlyDatabase database,
            EnvelopeReader envelopes,
            DrillPoints drills,
            MessagingConfig config,
            Clock clock) {
        this.gate = gate;
        this.store = store;
        this.reader = reader;
        this.audit = audit;
        this.database = database;
        this.envelopes = envelopes;
        this.drills = drills;
        this.config = config;
        this.clock = clock;
    }

    /** The one place where a mode becomes ports; a mode that the consumer does not allow gets none. */
    ReplayPass pass(ReplayRun.Request request, UUID id) {
        Replayable consumer = gate.allowed(request);
        return switch (request.mode()) {
            case REPLAY_REBUILD, SHADOW ->
                new ReplayPass.Building(
                        consumer.rebuild(id),
                        request.mode() == ProcessingMode.REPLAY_REBUILD,
                        request.acceptDifferences(),
                        Math.toIntExact(config.inbox().transactionTimeout().toSeconds()));
            case REPLAY_VALIDATE_ONLY -> new ReplayPass.Checking(consumer.validation(), database, database.connect());
            case NORMAL -> throw new IllegalStateException("NORMAL is no replay");
        };
    }

    ReplayCursor cursor(ReplayRun run) {
        return new ReplayCursor(
                reader.consumer(reader.group(run.id()), config.replay().batchSize()), run);
    }

    Function<ConsumerRecord<String, byte[]>, Sorted> sorter(ReplayRun.Request request) {
        var declaration = gate.allowed(request).declaration();
        return record -> Sorted.of(record, envelopes, request.selection(), declaration);
    }

    long liveLag(ReplayCursor cursor, ReplayRun.Request request) {
        return reader.liveLag(cursor.consumer(), request.selection().topic());
    }

    void extend(UUID id, ReplayCursor cursor) {
        cursor.extend().forEach((partition, end) -> store.extend(id, partition, end));
    }

    void pause(UUID id, String why) {
        QuarkusTransaction.requiringNew()
                .run(() -> store.lock(id)
                        .filter(run -> run.state() == ReplayRun.State.RUNNING)
                        .ifPresent(run -> store.save(run.in(ReplayRun.State.PAUSED, why))));
    }

    boolean endChecked(UUID id) {
        QuarkusTransaction.requiringNew().run(() -> {
            ReplayRun run = running(id);
            boolean clean = run.findings() == 0;
            end(run.in(
                    clean ? ReplayRun.State.COMPLETED : ReplayRun.State.REJECTED,
                    clean ? "nothing found" : run.findings() + " findings"));
        });
        return true;
    }

    /**
     * Compares the shadow with what is live while live writers wait, and ends the run with the verdict: swap, report and
     * audit fact commit together or not at all.
     */
    void endBuilt(ReplayRun begun, ReplayPass.Building building, ReplayCursor cursor) {
        List<String> faults = building.rebuild().faults();
        QuarkusTransaction.requiringNew().timeout(building.timeoutSeconds()).run(() -> {
            ReplayRun locked = running(begun.id());
            if (!faults.isEmpty()) {
                store.advance(locked.id(), List.of(), faults);
                end(running(locked.id())
                        .in(ReplayRun.State.REJECTED, "not swapped in, live stays: the shadow is faulty in itself"));
                return;
            }
            building.rebuild().holdLive();
            readToTheEnd(begun, building, cursor);
            ReplayPass.Verdict verdict = building.judge();
            ReplayRun judged = running(begun.id()).in(verdict.state(), verdict.note());
            end(verdict.comparison().map(judged::compared).orElse(judged));
            drills.reached("replay.swapped");
        });
    }

    private void readToTheEnd(ReplayRun run, ReplayPass.Building building, ReplayCursor cursor) {
        extend(run.id(), cursor);
        Instant deadline = clock.instant().plus(LAST_STRETCH);
        while (!cursor.done()) {
            if (clock.instant().isAfter(deadline)) {
                throw new TransientFailure("The last records could not be read while live consumption waited");
            }
            ReplayCursor.Batch batch = cursor.read(sorter(run.request()));
            building.rebuild().apply(batch.events());
            store.advance(run.id(), batch.steps(), List.of());
            cursor.moved(batch.steps());
        }
    }

    /** Ends a run that people stopped: what it has built goes, what is live stays. */
    void discard(ReplayRun run) {
        try (ReplayPass pass = pass(run.request(), run.id())) {
            pass.tidy();
        }
        QuarkusTransaction.requiringNew()
                .run(() -> end(store.lock(run.id()).orElseThrow().in(ReplayRun.State.STOPPED, run.note())));
        forget(run.id());
    }

    void forget(UUID id) {
        try {
            reader.forget(id);
        } catch (TransientFailure e) {
            LOG.atWarn().addKeyValue("replayId", id).setCause(e).log("the replay's consumer group stays in Kafka");
        }
    }

    private ReplayRun running(UUID id) {
        return store.lock(id)
                .filter(run -> run.state() == ReplayRun.State.RUNNING)
                .orElseThrow(() -> new TransientFailure("Replay " + id + " was paused or stopped at its end"));
    }

    private void end(ReplayRun run) {
        ReplayRun ended = run.endedAt(clock.instant());
        store.save(audit.ended(ended));
        LOG.atInfo()
                .addKeyValue("replayId", ended.id())
                .addKeyValue("outcome", ended.state())
                .addKeyValue("note", ended.note())
                .log("replay ended");
    }
}
