package io.cpqoms.notification.delivery;

import io.cpqoms.notification.rule.Recipient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what shall be told and where, inside the transaction of what is behind it, and wakes the dispatcher when it has committed. */
@ApplicationScoped
public class Notifications {

    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);

    private final Intents intents;
    private final WaitingIntents waiting;
    private final DeliverySettings settings;
    private final Clock clock;
    private final Dispatcher dispatcher;
    private final TransactionSynchronizationRegistry transaction;

    Notifications(
            Intents intents,
            WaitingIntents waiting,
            DeliverySettings settings,
            Clock clock,
            Dispatcher dispatcher,
            TransactionSynchronizationRegistry transaction) {
        this.intents = intents;
        this.waiting = waiting;
        this.settings = settings;
        this.clock = clock;
        this.dispatcher = dispatcher;
        this.transaction = transaction;
    }

    /**
     * Stores the intents; one that exists for the same cause, template and recipient stays as it is. Nobody is told of what
     * is older than the memory of whom it was told.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void want(List<NewIntent> wanted) {
        Instant memory = clock.instant().minus(settings.retention());
        List<NewIntent> remembered = wanted.stream()
                .filter(intent -> !intent.occurredAt().isBefore(memory))
                .toList();
        if (remembered.size() < wanted.size()) {
            LOG.atWarn().addKeyValue("count", wanted.size() - remembered.size()).log("facts are too old to be told");
        }
        if (!remembered.isEmpty() && intents.add(remembered) > 0) {
            wakeAfterCommit();
        }
    }

    /** To be called before an address is stored, in the transaction that stores it; see {@link #addressIsKnown}. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void addressComes(String tenantId, Recipient recipient) {
        waiting.lock(List.of(new WaitingIntents.Party(tenantId, recipient)));
    }

    /** Lets out what waited for the address that was stored. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void addressIsKnown(String tenantId, Recipient recipient) {
        if (waiting.wake(List.of(new WaitingIntents.Party(tenantId, recipient))) > 0) {
            wakeAfterCommit();
        }
    }

    /** Wakes the dispatcher when the transaction has committed. */
    void wakeAfterCommit() {
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
