package io.cpqoms.quote.approval;

import java.util.List;
import java.util.Optional;

/**
 * What the policy said of a quote.
 *
 * @param policyVersion the version under which it said so
 * @param input what it looked at
 * @param fired the rules that fired, the strictest first
 * @param steps who must decide, one step after the other; nobody where no rule fired or an approval is kept
 * @param kept the approval of a former revision that spares this one another
 */
public record PolicyDecision(
        String policyVersion,
        PolicyInput input,
        List<FiredRule> fired,
        List<ApprovalStep> steps,
        Optional<KeptApproval> kept) {

    public PolicyDecision {
        fired = List.copyOf(fired);
        steps = List.copyOf(steps);
    }

    /** Whether the quote is approved without anybody's decision. */
    public boolean asksNobody() {
        return steps.isEmpty();
    }

    /** Why nobody must decide; nothing where somebody must. */
    public Optional<String> reasonToAskNobody() {
        return asksNobody()
                ? Optional.of(kept.map(former -> "No worse than revision " + former.revision() + ", which "
                                + former.approvedBy() + " approved.")
                        .orElse("No approval rule fired."))
                : Optional.empty();
    }

    /** The same with an approval that is kept, so that nobody is asked. */
    PolicyDecision keeping(KeptApproval former) {
        return new PolicyDecision(policyVersion, input, fired, List.of(), Optional.of(former));
    }
}
