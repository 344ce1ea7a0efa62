package io.cpqoms.messaging.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.BitSet;

/** Wakes the relays when the caller's transaction has committed; once per transaction and shard, however many rows. */
@ApplicationScoped
public class AfterCommit {

    private final Object resourceKey = new Object();
    private final TransactionSynchronizationRegistry transaction;
    private final RelayWakeUp relays;
    private final DrillPoints drills;

    AfterCommit(TransactionSynchronizationRegistry transaction, RelayWakeUp relays, DrillPoints drills) {
        this.transaction = transaction;
        this.relays = relays;
        this.drills = drills;
    }

    /** @throws IllegalStateException when no transaction is active: an event without its state change is a lie */
    void requireTransaction() {
        int status = transaction.getTransactionStatus();
        if (status != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("Outbox.append needs the active transaction that changes the state; "
                    + "annotate the command handler with @Transactional (transaction status is " + status + ")");
        }
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
                    registered.stream().forEach(relays::wake);
                }
            }
        });
    }
}
