package io.cpqoms.workflow.integration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Whom the approval policy asks, as quote-service tells it with a submission.
 *
 * @param reason the sentences of the rules that ask for this level
 */
record Asked(String level, String group, String reason, String policyVersion) {

    /** Room for what is added when nobody decides in time; the contract ends at 500. */
    private static final int MOST_REASON = 450;

    /**
     * What a release of quote-service that did not ask the policy has left open. That nothing is said does not mean that nobody must decide, so the
     * highest level is asked.
     */
    private static final Asked UNSAID = new Asked(
            "director",
            "sales-directors",
            "The submission does not say what the approval policy asks, so a director decides.",
            "approval-policy:unsaid");

    /**
     * Nothing where nobody must decide. Of several steps the last is asked, which is the highest, and of its groups the first, because any one of
     * them decides; the shipped policy has one step of one group.
     */
    static Optional<Asked> of(JsonNode submitted) {
        JsonNode approval = submitted.path("approval");
        if (!approval.path("steps").isArray()) {
            return Optional.of(UNSAID);
        }
        JsonNode steps = approval.path("steps");
        JsonNode step = steps.path(steps.size() - 1);
        return step.isMissingNode() ? Optional.empty() : Optional.of(of(approval, step));
    }

    private static Asked of(JsonNode approval, JsonNode step) {
        String level = step.path("level").asText();
        String reasons = StreamSupport.stream(approval.path("rules").spliterator(), false)
                .filter(rule -> rule.path("level").asText().equals(level))
                .map(rule -> rule.path("reason").asText())
                .collect(Collectors.joining(" "));
        return new Asked(
                level,
                step.path("groups").path(0).asText(),
                reasons.length() > MOST_REASON ? reasons.substring(0, MOST_REASON - 1) + "…" : reasons,
                approval.path("policyVersion").asText());
    }
}
