package io.cpqoms.quote.lifecycle;

/** Who decided, under which version of the policy, and why; decidedBy is {@link #POLICY} when no rule asked for a person. */
public record ApprovalDecision(String decidedBy, String policyVersion, String reason) {

    static final String POLICY = "policy";
}
