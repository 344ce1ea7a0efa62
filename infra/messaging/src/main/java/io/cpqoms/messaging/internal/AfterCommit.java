package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.MessagingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The bell between a committed command and the relay of its shard: rung once per transaction and shard, however many
 * rows; rings that nobody has heard yet count once.
 */
@ApplicationScoped
public class AfterCommit {

    private final Object resourceKey = new Object();
    private final TransactionSynchronizationRegistry transaction;
    private final List<Semaphore> bells;
    private final DrillPoints drills;

    AfterCommit(TransactionSynchronizationRegistry transaction, DrillPoints drills, MessagingConfig config) {
        this.transaction = transaction;
        this.drills = drills;
        bells = IntStream.range(0, config.outbox().shards())
                .mapToObj(shard -> new Semaphore(0))
                .toList();
    }

    /** @throws IllegalStateException when no transaction is active: an event without its state change is a lie */
    void requireTransaction() {
        int status = transaction.getTransactionStatus();
        if (status != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("Outbox.append needs the active transaction that changes the state; "
                    + "annotate the command handler with @Transactional (transaction status is " + status + ")");
        }
    }

    /** For those who change what a relay has to do without appending. */
    public void wakeAfterCommit(int shard) {
        BitSet shards = new BitSet();
        shards.set(shard);
        wakeRelays(shards);
    }

    void wakeRelays(BitSet shards) {
        if (transaction.getResource(resourceKey) instanceof BitSet registered) {
            registered.or(shards);
            return;
        }
        BitSet registered = (BitSet) shards.clone();
        transaction.putResource(resourceKey, registered);
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    drills.reached("outbox.committed");
                    registered.stream().forEach(AfterCommit.this::wake);
                }
            }
        });
    }

    /** Rings for the relay of a shard; a shard that this instance doesn't have is another's business. */
    void wake(int shard) {
        if (shard < bells.size()) {
            bells.get(shard).release();
        }
    }

    /** Waits for a ring or the end of the time; answers whether somebody rang. */
    boolean await(int shard, Duration atMost) throws InterruptedException {
        Semaphore bell = bells.get(shard);
        boolean rang = bell.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
        bell.drainPermits();
        return rang;
    }
}
