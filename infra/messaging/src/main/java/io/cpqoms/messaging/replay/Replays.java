package io.cpqoms.messaging.replay;

import io.cpqoms.command.Problem;
import io.cpqoms.messaging.MessagingConfig;
import io.cpqoms.values.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What people can ask of replays: plan, approve, start, pause, resume, stop; each in one transaction with its record. */
@ApplicationScoped
class Replays {

    private final ReplayGate gate;
    private final ReplayStore store;
    private final ReplayPlanner planner;
    private final ReplayAudit audit;
    private final MessagingConfig.Replay config;
    private final Ids ids;
    private final Clock clock;

    Replays(
            ReplayGate gate,
            ReplayStore store,
            ReplayPlanner planner,
            ReplayAudit audit,
            MessagingConfig config,
            Ids ids,
            Clock clock) {
        this.gate = gate;
        this.store = store;
        this.planner = planner;
        this.audit = audit;
        this.config = config.replay();
        this.ids = ids;
        this.clock = clock;
    }

    /** Plans a replay and keeps the plan; nothing is read by a handler yet. */
    ReplayRun plan(ReplayRun.Request wish, ReplayOperator person) {
        Replayable consumer = gate.allowed(wish);
        ReplayRun.Request request = person.within(wish);
        ReplayRun run = new ReplayRun(
                ids.next(),
                ReplayRun.State.PLANNED,
                request,
                planner.plan(request, consumer.declaration(), gate.approvalNeeded(request)),
                person.tenantId(),
                new ReplayRun.Signature(person.subject(), clock.instant()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                List.of(),
                0,
                List.of(),
                Optional.empty(),
                0);
        store.insert(run);
        return run;
    }

    ReplayRun get(UUID id, ReplayOperator person) {
        return known(store.get(id), id, person);
    }

    /** The latest first; without the samples of what was found, which only one run at a time shows. */
    List<ReplayRun> page(Optional<UUID> after, int limit, ReplayOperator person) {
        return store.page(person.reach(), after, limit);
    }

    @Transactional
    ReplayRun approve(UUID id, ReplayOperator person) {
        ReplayRun run = after(ReplayRun.Verb.APPROVE, id, person);
        if (run.requested().by().equals(person.subject())) {
            throw Problem.forbidden("A replay is approved by another person than the one who asked for it ("
                            + run.requested().by() + ").")
                    .asException();
        }
        requireFresh(run);
        return saved(run.approvedBy(new ReplayRun.Signature(person.subject(), clock.instant())));
    }

    /** Captures the bounds and lets the runner begin; the fact is told in the same transaction. */
    @Transactional
    ReplayRun start(UUID id, ReplayOperator person) {
        ReplayRun run = after(ReplayRun.Verb.START, id, person);
        gate.allowed(run.request());
        requireFresh(run);
        if (run.plan().approvalNeeded() && run.approved().isEmpty()) {
            throw Problem.conflict(
                            "approval-needed",
                            "Approval needed",
                            "The registry asks for a second person's approval before "
                                    + run.request().selection().topic() + " is replayed; somebody other than "
                                    + run.requested().by() + " must approve " + id + " first.")
                    .asException();
        }
        store.open(run.request().consumer()).ifPresent(other -> {
            throw Problem.conflict(
                            "replay-in-progress",
                            "Replay in progress",
                            person.knows(other)
                                    ? "Replay " + other.id() + " of "
                                            + other.request().consumer() + " is " + other.state()
                                            + "; stop it or wait for its end."
                                    : "A replay of another tenant is under way in "
                                            + other.request().consumer() + "; wait for its end.")
                    .asException();
        });
        store.bound(id, planner.bounds(run.request()));
        ReplayRun started = run.in(ReplayRun.State.RUNNING, "").startedAt(clock.instant());
        return saved(audit.started(started, person.subject()));
    }

    @Transactional
    ReplayRun pause(UUID id, ReplayOperator person) {
        return saved(after(ReplayRun.Verb.PAUSE, id, person).noted("paused by " + person.subject()));
    }

    @Transactional
    ReplayRun resume(UUID id, ReplayOperator person) {
        ReplayRun run = after(ReplayRun.Verb.RESUME, id, person);
        gate.allowed(run.request());
        return saved(run.noted(""));
    }

    /** Ends a run; what it has built so far is removed and what is live stays. */
    @Transactional
    ReplayRun stop(UUID id, ReplayOperator person) {
        ReplayRun run = after(ReplayRun.Verb.STOP, id, person).noted("stopped by " + person.subject());
        return saved(run.state() == ReplayRun.State.STOPPED ? run.endedAt(clock.instant()) : run);
    }

    private ReplayRun saved(ReplayRun run) {
        store.save(run);
        return store.get(run.id()).orElseThrow();
    }

    /** One that he may not know is unknown to him. */
    private static ReplayRun known(Optional<ReplayRun> run, UUID id, ReplayOperator person) {
        return run.filter(person::knows)
                .orElseThrow(() -> Problem.notFound("replay", id.toString()).asException());
    }

    private ReplayRun after(ReplayRun.Verb verb, UUID id, ReplayOperator person) {
        ReplayRun run = known(store.lock(id), id, person);
        ReplayRun.State state = verb.from(run.state()).orElseThrow(() -> {
            List<String> legal = Arrays.stream(ReplayRun.Verb.values())
                    .filter(other -> other.from(run.state()).isPresent())
                    .map(other -> other.name().toLowerCase(Locale.ROOT))
                    .toList();
            return Problem.illegalTransition(
                            verb.name().toLowerCase(Locale.ROOT), run.state().name(), legal)
                    .asException();
        });
        return run.in(state, run.note());
    }

    private void requireFresh(ReplayRun run) {
        Instant until = run.plan().plannedAt().plus(config.planValidity());
        if (clock.instant().isAfter(until)) {
            throw Problem.conflict(
                            "plan-too-old",
                            "Plan too old",
                            "The plan is of " + run.plan().plannedAt() + " and was good until " + until
                                    + "; plan again, so that what is approved is what there is.")
                    .asException();
        }
    }
}
