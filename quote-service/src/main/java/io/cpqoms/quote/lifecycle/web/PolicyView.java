package io.cpqoms.quote.lifecycle.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.quote.approval.ApprovalStep;
import io.cpqoms.quote.approval.FiredRule;
import io.cpqoms.quote.approval.KeptApproval;
import io.cpqoms.quote.approval.PolicyDecision;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the approval policy said of a revision when it was submitted. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "QuotePolicy")
record PolicyView(
        String policyVersion,

        @Schema(description = "Every rule that fired, the strictest first.")
        List<FiredView> rules,

        @Schema(
                description =
                        "Who must decide, one step after the other; nobody where no rule fired or an approval is kept.")
        List<StepView> steps,

        @Nullable KeptView kept) {

    /** A rule that fired. */
    @Schema(name = "FiredRule")
    record FiredView(String ruleId, String level, String group, String reason) {

        static FiredView of(FiredRule rule) {
            return new FiredView(rule.ruleId(), rule.level(), rule.group(), rule.reason());
        }
    }

    /** Who decides at one point of the way. */
    @Schema(name = "ApprovalStep")
    record StepView(
            String level,

            @Schema(description = "Any one of them decides.")
            List<String> groups) {

        static StepView of(ApprovalStep step) {
            return new StepView(step.level(), step.groups());
        }
    }

    /** The approval of a former revision that is kept, because nothing is worse. */
    @Schema(name = "KeptApproval")
    record KeptView(int revision, String approvedBy) {

        static KeptView of(KeptApproval kept) {
            return new KeptView(kept.revision(), kept.approvedBy());
        }
    }

    static PolicyView of(PolicyDecision said) {
        return new PolicyView(
                said.policyVersion(),
                said.fired().stream().map(FiredView::of).toList(),
                said.steps().stream().map(StepView::of).toList(),
                said.kept().map(KeptView::of).orElse(null));
    }
}
