package io.cpqoms.quote.lifecycle.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.command.MoneyView;
import io.cpqoms.quote.approval.FiredRule;
import io.cpqoms.quote.approval.PolicyDecision;
import io.cpqoms.quote.approval.PolicyRule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the approval policy would say of a quote: which rules fire and why, which do not, and who decides in which order. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ApprovalPreview")
record ApprovalPreviewView(
        String policyVersion,

        @Schema(description = "Why the quote would be approved at once; absent where somebody must decide.") @Nullable
        String approvedAtOnce,

        @Schema(description = "Who must decide, one step after the other.")
        List<PolicyView.StepView> steps,

        @Schema(description = "Every rule of the policy, the strictest first.")
        List<RuleView> rules,

        @Schema(description = "What the rules look at.") LookedAt lookedAt,

        PolicyView.@Nullable KeptView kept,

        @Schema(description = "What is worse than in the revision that was approved last; empty where there is none.")
        List<String> worse) {

    /** A rule, and whether it fires. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "PolicyRule")
    record RuleView(
            String ruleId,
            String level,
            String group,

            @Schema(description = "From where on it fires.") String bound,

            boolean fires,

            @Schema(description = "Why it fires; absent where it does not.") @Nullable
            String reason) {

        static RuleView of(PolicyRule rule, Optional<FiredRule> fired) {
            return new RuleView(
                    rule.ruleId(),
                    rule.level(),
                    rule.group(),
                    rule.bound(),
                    fired.isPresent(),
                    fired.map(FiredRule::reason).orElse(null));
        }
    }

    /** The figures that the policy compares with its bounds. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "PolicyInput")
    record LookedAt(
            String maxDiscountPercent,

            @Schema(description = "Of the first year; absent where a cost is not known or nothing is owed.") @Nullable
            String marginPercent,

            @Schema(description = "Owed once, and twelve months of each period.")
            MoneyView firstYear,

            @Schema(description = "How much less that is than at list prices; absent where one is not known.") @Nullable
            MoneyView given,

            List<String> productClasses) {}

    static ApprovalPreviewView of(PolicyDecision said, List<PolicyRule> rules, List<String> worse) {
        return new ApprovalPreviewView(
                said.policyVersion(),
                said.reasonToAskNobody().orElse(null),
                said.steps().stream().map(PolicyView.StepView::of).toList(),
                rules.stream()
                        .map(rule -> RuleView.of(
                                rule,
                                said.fired().stream()
                                        .filter(fired -> fired.ruleId().equals(rule.ruleId()))
                                        .findFirst()))
                        .toList(),
                new LookedAt(
                        said.input().maxDiscount().text(),
                        said.input()
                                .marginPercent()
                                .map(BigDecimal::toPlainString)
                                .orElse(null),
                        MoneyView.of(said.input().firstYear()),
                        said.input().given().map(MoneyView::of).orElse(null),
                        said.input().productClasses()),
                said.kept().map(PolicyView.KeptView::of).orElse(null),
                worse);
    }
}
