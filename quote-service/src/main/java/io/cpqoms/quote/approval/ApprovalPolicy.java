package io.cpqoms.quote.approval;

import java.util.List;

/** The rules by which somebody must decide on a quote before the customer gets it. Pure: the same input, the same decision. */
public interface ApprovalPolicy {

    /** The version that is in force, such as {@code approval-policy:1.0}; written in the policy, and another one with each change of it. */
    String version();

    /** Every rule with its bound, the strictest first. */
    List<PolicyRule> rules();

    /** Which rules fire, and who must decide therefore. */
    PolicyDecision decide(PolicyInput input);
}
