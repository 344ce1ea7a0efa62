package io.cpqoms.notification.delivery;

import io.cpqoms.command.settings.GivenSettings;
import io.cpqoms.command.settings.SettingsRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A claim must outlast the sending of everything that is claimed with it, or another instance declares in doubt what is only waiting
 * for its turn: the workers of an instance share what it claimed, and each message may wait for an answer as long as is allowed.
 */
final class ClaimsOutlastSending implements SettingsRule {

    private static final String LEASE = "notification.delivery.claim-lease";
    private static final String CLAIM = "notification.delivery.claim";
    private static final String WORKERS = "notification.delivery.workers";
    private static final String ANSWER = "notification.smtp.answer-timeout";

    @Override
    public void judge(GivenSettings given) {
        Optional<Duration> lease = given.value(LEASE, Duration.class);
        Optional<Integer> claim = given.value(CLAIM, Integer.class);
        Optional<Integer> workers = given.value(WORKERS, Integer.class);
        Optional<Duration> answer = given.value(ANSWER, Duration.class);
        if (lease.isEmpty() || claim.isEmpty() || workers.isEmpty() || answer.isEmpty()) {
            return;
        }
        Duration sending = answer.get().multipliedBy(Math.ceilDiv(claim.get(), workers.get()));
        if (lease.get().compareTo(sending) <= 0) {
            given.refuseOneOf(
                    List.of(LEASE, CLAIM, WORKERS, ANSWER),
                    "all that is claimed together to be sent within the claim's lease: " + CLAIM + " (" + claim.get()
                            + ") ÷ "
                            + WORKERS + " (" + workers.get() + ") × " + ANSWER + " (" + answer.get() + ") is " + sending
                            + ", and " + LEASE + " is " + lease.get());
        }
    }
}
