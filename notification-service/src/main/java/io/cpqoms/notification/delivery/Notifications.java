package io.cpqoms.notification.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.List;

/** Takes what shall be told, inside the transaction of the message behind it, and wakes the dispatcher when it has committed. */
@ApplicationScoped
public class Notifications {

    private final Intents intents;
    private final Dispatcher dispatcher;
    private final TransactionSynchronizationRegistry transaction;

    Notifications(Intents intents, Dispatcher dispatcher, TransactionSynchronizationRegistry transaction) {
        this.intents = intents;
        this.dispatcher = dispatcher;
        this.transaction = transaction;
    }

    /** Stores the intents; one that exists for the same cause, template and recipient stays as it is. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void want(List<NewIntent> wanted) {
        if (!wanted.isEmpty() && intents.add(wanted) > 0) {
            wakeAfterCommit();
        }
    }

    private void wakeAfterCommit() {
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    dispatcher.wake();
                }
            }
        });
    }
}
