package io.cpqoms.workflow.engine;

import io.cpqoms.command.database.RowScopes;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.util.SingleConsumerCondition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches external tasks and has them done by their handlers, a bounded number at a time on virtual threads.
 *
 * <p>One thread fetches. It is woken by every commit of this process that made a task available, so that in the common case nothing
 * waits for a poll; commits of other processes, retries that came due and lost locks are found by polling at 50 to 500 ms. Only as many
 * tasks are locked as can start at once, so that a lock never ages in a queue.
 */
@ApplicationScoped
class ExternalTaskWorker {

    private static final Logger LOG = LoggerFactory.getLogger(ExternalTaskWorker.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    private final ExternalTaskService tasks;
    private final EngineSettings.Worker settings;
    private final Map<String, ExternalTaskHandler> handlers;
    private final WorkSettlement settlement;
    private final WorkTracing tracing;
    private final MeterRegistry metrics;
    private final RowScopes scopes;
    private final Semaphore room;
    private final Thread fetcher;
    private final SingleConsumerCondition wakeUp;
    private volatile boolean running;

    ExternalTaskWorker(
            ExternalTaskService tasks,
            EngineSettings settings,
            @All List<ExternalTaskHandler> handlers,
            WorkSettlement settlement,
            WorkTracing tracing,
            MeterRegistry metrics,
            RowScopes scopes) {
        this.tasks = tasks;
        this.settings = settings.worker();
        this.handlers = handlers.stream().collect(Collectors.toMap(ExternalTaskHandler::topic, Function.identity()));
        this.settlement = settlement;
        this.tracing = tracing;
        this.metrics = metrics;
        this.scopes = scopes;
        this.room = new Semaphore(this.settings.concurrency());
        this.fetcher = Thread.ofPlatform()
                .name("external-tasks")
                .daemon()
                .unstarted(() -> scopes.acrossTenants(this::fetchUntilStopped));
        this.wakeUp = new SingleConsumerCondition(fetcher);
    }

    void start(@Observes @Priority(3000) StartupEvent event) {
        if (settings.enabled()) {
            running = true;
            scopes.acrossTenants(this::releaseOldLocks);
            ProcessEngineImpl.EXT_TASK_CONDITIONS.addConsumer(wakeUp);
            fetcher.start();
        }
    }

    /** Lets running work finish; what doesn't in time is fetched again after its lock, with the same idempotency key. */
    void stop(@Observes @Priority(10) ShutdownEvent event) throws InterruptedException {
        if (running) {
            running = false;
            ProcessEngineImpl.EXT_TASK_CONDITIONS.removeConsumer(wakeUp);
            wakeUp.signal();
            fetcher.join(STOP_WITHIN);
            if (!room.tryAcquire(settings.concurrency(), STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("external tasks still running at shutdown");
            }
        }
    }

    /** Whoever held locks under this name before is gone: after a crash nobody should wait for them to run out. */
    private int releaseOldLocks() {
        var held = tasks.createExternalTaskQuery().workerId(settings.name()).list();
        held.forEach(task -> tasks.unlock(task.getId()));
        if (!held.isEmpty()) {
            LOG.atInfo().addKeyValue("tasks", held.size()).log("released locks of an earlier run");
        }
        return held.size();
    }

    private boolean fetchUntilStopped() {
        Duration wait = settings.shortestWait();
        while (running) {
            int fetched = fetchSafely();
            if (fetched > 0) {
                wait = settings.shortestWait();
                pause(settings.fetchSpacing().multipliedBy(1 + inHand()));
            } else {
                wakeUp.await(wait.toMillis());
                wait = shorter(wait.multipliedBy(2), settings.longestWait());
            }
        }
        return running;
    }

    /** Unlike the wait for work, a commit that brings new tasks doesn't cut it short. */
    private void pause(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); running && left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private int inHand() {
        return settings.concurrency() - room.availablePermits();
    }

    private int fetchSafely() {
        try {
            return fetch();
        } catch (RuntimeException e) {
            // The database may be away; the next round tries again.
            LOG.atWarn().addKeyValue("cause", e.toString()).log("cannot fetch external tasks");
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
            return 0;
        }
    }

    private int fetch() throws InterruptedException {
        room.acquire();
        int places = 1 + room.drainPermits();
        int size = Math.min(places, settings.fetchSize());
        int started = 0;
        try {
            var request = tasks.fetchAndLock(size, settings.name());
            for (ExternalTaskHandler handler : handlers.values()) {
                request = request.topic(handler.topic(), settings.lock().toMillis())
                        .variables(handler.variables());
            }
            for (LockedExternalTask task : request.execute()) {
                Thread.ofVirtual().name("work-" + task.getTopicName()).start(() -> work(task));
                started++;
            }
            return started;
        } finally {
            room.release(places - started);
        }
    }

    private void work(LockedExternalTask task) {
        var work = new ExternalWork(
                task.getId(),
                task.getTopicName(),
                task.getProcessInstanceId(),
                task.getBusinessKey(),
                task.getVariables());
        var attempt = new Attempt(
                Optional.ofNullable(task.getRetries()).orElse(settings.attempts()),
                Optional.ofNullable(task.getErrorMessage()));
        long from = System.nanoTime();
        try {
            WorkResult result = scopes.acrossTenants(() -> tracing.inSpan(work, () -> {
                WorkResult answer = handle(work);
                settlement.settle(work, attempt, answer);
                return answer;
            }));
            metrics.timer(
                            "cpq.external.task",
                            "topic",
                            work.topic(),
                            "result",
                            result.getClass().getSimpleName())
                    .record(Duration.ofNanos(System.nanoTime() - from));
        } catch (RuntimeException e) {
            // Not settled: the lock runs out and the task comes again.
            LOG.atError().addKeyValue("topic", work.topic()).setCause(e).log("external task could not be settled");
        } finally {
            room.release();
        }
    }

    private WorkResult handle(ExternalWork work) {
        try {
            return Objects.requireNonNull(handlers.get(work.topic()), "a handler of " + work.topic())
                    .handle(work);
        } catch (RuntimeException e) {
            return new WorkResult.TryAgain(e.toString(), Optional.empty());
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
