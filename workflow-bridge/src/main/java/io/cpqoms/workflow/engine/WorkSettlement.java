package io.cpqoms.workflow.engine;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the engine how an external task went, each in a short transaction of its own. Tasks of one instance settle one after another:
 * side by side they would only collide on the rows of their common scope and be repeated.
 */
@ApplicationScoped
class WorkSettlement {

    private static final Logger LOG = LoggerFactory.getLogger(WorkSettlement.class);
    private static final int STRIPES = 64;
    private static final int CONFLICT_ATTEMPTS = 8;
    private static final Duration CONFLICT_PAUSE = Duration.ofMillis(15);

    private final ExternalTaskService tasks;
    private final EngineSettings.Worker settings;
    private final Absences absences;
    private final Patience patience;
    private final ReentrantLock[] stripes =
            IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);

    WorkSettlement(ExternalTaskService tasks, EngineSettings settings, Absences absences) {
        this.tasks = tasks;
        this.settings = settings.worker();
        this.absences = absences;
        this.patience = new Patience(
                this.settings.firstBackoff(),
                this.settings.longestBackoff(),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    void settle(ExternalWork work, Attempt made, WorkResult result) {
        ReentrantLock stripe = stripes[Math.floorMod(work.processInstanceId().hashCode(), STRIPES)];
        stripe.lock();
        try {
            for (int attempt = 1; !tell(work, made, result, attempt); attempt++) {
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(CONFLICT_PAUSE.toNanos() * attempt) + 1);
            }
        } finally {
            stripe.unlock();
        }
    }

    /** Returns false when another transaction got in between. */
    private boolean tell(ExternalWork work, Attempt made, WorkResult result, int attempt) {
        try {
            switch (result) {
                case WorkResult.Done(var variables, var passing) ->
                    tasks.complete(work.id(), settings.name(), EngineVariables.of(variables, passing));
                case WorkResult.Refused(var code, var detail, var passing) ->
                    tasks.handleBpmnError(
                            work.id(), settings.name(), code, detail, EngineVariables.of(Map.of(), passing));
                case WorkResult.TryAgain(var detail, var atLeast) ->
                    failed(work, detail, made.left() - 1, backoff(made, atLeast));
                case WorkResult.Away(var detail, var atLeast) -> away(work, made, detail, atLeast);
                case WorkResult.Stop(var detail) -> failed(work, detail, 0, Duration.ZERO);
            }
            return true;
        } catch (OptimisticLockingException conflict) {
            if (attempt == CONFLICT_ATTEMPTS) {
                throw conflict; // the lock runs out and the task is fetched again, with the same key
            }
            return false;
        } catch (BadUserRequestException gone) {
            // The instance was withdrawn meanwhile, or the lock ran out and somebody else has the task.
            LOG.atInfo()
                    .addKeyValue("topic", work.topic())
                    .addKeyValue("businessKey", work.businessKey())
                    .addKeyValue("cause", gone.getMessage())
                    .log("external task is no longer ours");
            return true;
        } catch (ProcessEngineException refused) {
            // The model cannot go on from here: after the bounded attempts an operator sees why.
            failed(work, refused.toString(), made.left() - 1, backoff(made, Optional.empty()));
            return true;
        }
    }

    private void failed(ExternalWork work, String detail, int attemptsLeft, Duration pause) {
        LOG.atWarn()
                .addKeyValue("topic", work.topic())
                .addKeyValue("businessKey", work.businessKey())
                .addKeyValue("attemptsLeft", attemptsLeft)
                .addKeyValue("detail", detail)
                .log("external task failed");
        tasks.handleFailure(work.id(), settings.name(), detail, attemptsLeft, pause.toMillis());
    }

    /** Costs no try: an outage is nothing that an operator could decide about, task by task. */
    private void away(ExternalWork work, Attempt made, String detail, Optional<Duration> atLeast) {
        Absences.Absence absence = absences.of(work, made.lastMessage(), detail);
        Duration pause = patience.afterAbsence(absence.age(), atLeast);
        tasks.handleFailure(work.id(), settings.name(), absence.message(), Math.max(1, made.left()), pause.toMillis());
    }

    private Duration backoff(Attempt made, Optional<Duration> atLeast) {
        return patience.afterTries(Math.max(0, settings.attempts() - made.left()), atLeast);
    }
}
