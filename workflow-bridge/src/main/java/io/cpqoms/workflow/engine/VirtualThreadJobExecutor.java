package io.cpqoms.workflow.engine;

import io.cpqoms.command.database.RowScopes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;

/** Runs timers and continuations on virtual threads, a bounded number of batches at a time. */
class VirtualThreadJobExecutor extends JobExecutor {

    /** The engine's default is a minute, and Cockpit, in another process, can't wake this executor. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    private final RowScopes scopes;
    private final Semaphore permits;
    private ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    VirtualThreadJobExecutor(int concurrency, RowScopes scopes) {
        this.scopes = scopes;
        permits = new Semaphore(concurrency);
        setMaxWait((int) LONGEST_WAIT.toMillis());
        setWaitTimeInMillis(500);
        setMaxJobsPerAcquisition(10);
        setLockTimeInMillis((int) Duration.ofMinutes(5).toMillis());
    }

    @Override
    protected void startExecutingJobs() {
        threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("engine-job-", 0).factory());
        startJobAcquisitionThread();
    }

    /** Jobs are looked for among those of all tenants. */
    @Override
    protected void startJobAcquisitionThread() {
        if (jobAcquisitionThread == null) {
            Runnable acquisition = acquireJobsRunnable;
            jobAcquisitionThread = new Thread(
                    () -> scopes.acrossTenants(() -> {
                        acquisition.run();
                        return true;
                    }),
                    getName());
            jobAcquisitionThread.start();
        }
    }

    @Override
    protected void stopExecutingJobs() {
        stopJobAcquisitionThread();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            threads.shutdownNow();
        }
    }

    @Override
    public void executeJobs(List<String> jobIds, ProcessEngineImpl engine) {
        if (!permits.tryAcquire()) {
            rejectedJobsHandler.jobsRejected(jobIds, engine, this);
            return;
        }
        try {
            threads.execute(() -> {
                try {
                    scopes.acrossTenants(() -> {
                        getExecuteJobsRunnable(jobIds, engine).run();
                        return jobIds;
                    });
                } finally {
                    permits.release();
                }
            });
        } catch (RejectedExecutionException e) {
            permits.release();
            rejectedJobsHandler.jobsRejected(jobIds, engine, this);
        }
    }
}
