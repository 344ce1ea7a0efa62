package io.cpqoms.workflow.engine;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
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
    private final ReentrantLock[] stripes =
            IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);

    WorkSettlement(ExternalTaskService tasks, EngineSettings settings) {
        this.tasks = tasks;
        this.settings = settings.worker();
    }

    /** @param attemptsLeft including the one that has just been made */
    void settle(ExternalWork work, int attemptsLeft, WorkResult result) {
        ReentrantLock stripe = stripes[Math.floorMod(work.processInstanceId().hashCode(), STRIPES)];
        stripe.lock();
        try {
            for (int attempt = 1; !tell(work, attemptsLeft, result, attempt); attempt++) {
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(CONFLICT_PAUSE.toNanos() * attempt) + 1);
            }
        } finally {
            stripe.unlock();
        }
    }

    /** Returns false when another transaction got in between. */
    private boolean tell(ExternalWork work, int attemptsLeft, WorkResult result, int attempt) {
        try {
            switch (result) {
                case WorkResult.Done(var variables, var passing) ->
                    tasks.complete(work.id(), settings.name(), EngineVariables.of(variables, passing));
                case WorkResult.Refused(var code, var detail, var passing) ->
                    tasks.handleBpmnError(
                            work.id(), settings.name(), code, detail, EngineVariables.of(Map.of(), passing));
                case WorkResult.TryAgain(var detail, var pause) ->
                    failed(work, detail, attemptsLeft - 1, pause.orElseGet(() -> backoff(attemptsLeft)));
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
            failed(work, refused.toString(), attemptsLeft - 1, backoff(attemptsLeft));
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

    private Duration backoff(int attemptsLeft) {
        int made = Math.max(0, settings.attempts() - attemptsLeft);
        long first = settings.firstBackoff().toMillis();
        long doubled = made > 20 ? Long.MAX_VALUE : first << made;
        long capped = Math.min(doubled, settings.longestBackoff().toMillis());
        return Duration.ofMillis(capped / 2 + ThreadLocalRandom.current().nextLong(capped / 2 + 1));
    }
}
