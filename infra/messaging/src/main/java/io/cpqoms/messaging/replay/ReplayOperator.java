package io.cpqoms.messaging.replay;

import io.cpqoms.command.Caller;
import io.cpqoms.command.Problem;
import io.cpqoms.messaging.ProcessingMode;
import io.cpqoms.messaging.internal.DeadLetterStore;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks about replays, and how far that reaches: an operator validates records of his own tenant and knows its runs; whoever is
 * the platform's operator, too, replays for all tenants, which a rebuilt projection always does.
 *
 * @param platform whether he is the platform's operator
 */
record ReplayOperator(String subject, String tenantId, boolean platform) {

    /** The role that a token carries beside {@code operator} or {@code auditor}. */
    static final String PLATFORM = DeadLetterStore.PLATFORM_OPERATOR;

    static ReplayOperator of(Caller caller) {
        return new ReplayOperator(caller.actor().subject(), caller.tenant(), caller.hasRole(PLATFORM));
    }

    /** The tenant whose runs he knows; empty: those of all. */
    Optional<String> reach() {
        return platform ? Optional.empty() : Optional.of(tenantId);
    }

    /** Who asked for a run says nothing of how far it reaches: the platform's operators belong to some tenant, too. */
    boolean knows(ReplayRun run) {
        return platform || run.tenantId().equals(tenantId) && run.request().staysWithin(tenantId);
    }

    /**
     * The request, narrowed to his tenant where he named none.
     *
     * @throws io.cpqoms.command.ProblemException 403 when it reaches further than he does
     */
    ReplayRun.Request within(ReplayRun.Request request) {
        if (platform) {
            return request;
        }
        if (request.mode() != ProcessingMode.REPLAY_VALIDATE_ONLY) {
            throw Problem.forbidden(request.mode() + " reads the records of all tenants; that takes the role "
                            + PLATFORM + ". An operator validates (REPLAY_VALIDATE_ONLY) those of his own.")
                    .asException();
        }
        Set<String> tenants = request.selection().tenants();
        if (!tenants.isEmpty() && !tenants.equals(Set.of(tenantId))) {
            throw Problem.forbidden("The selection may name your tenant " + tenantId
                            + " or none; that of others takes the role " + PLATFORM + ".")
                    .asException();
        }
        return request.of(request.selection().ofTenant(tenantId));
    }
}
