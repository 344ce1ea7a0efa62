package io.cpqoms.quote.lifecycle.web;

import io.cpqoms.quote.lifecycle.ApprovalDecision;
import io.cpqoms.values.Subject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The small bodies of commands. */
final class Bodies {

    private Bodies() {}

    /** Who accepts for the customer. */
    @Schema(name = "Acceptance")
    record Acceptance(
            @NotNull @Pattern(regexp = Subject.PATTERN, message = Subject.RULE) @Schema(examples = "VINET")
            String acceptedBy) {}

    /** Why a quote is given up. */
    @Schema(name = "Cancellation")
    record Cancellation(@NotBlank @Size(max = 500) String reason) {}

    /** What was decided, by whom and under which policy. */
    @Schema(name = "Decision")
    record DecisionBody(
            @NotNull
            @Pattern(regexp = Subject.PATTERN, message = Subject.RULE)
            @Schema(description = "Subject of the approver, or policy when no rule fired.", examples = "approver-1")
            String decidedBy,

            @NotBlank @Size(max = 60) @Schema(examples = "quote-approval:1")
            String policyVersion,

            @NotBlank @Size(max = 500) String reason) {

        ApprovalDecision decision() {
            return new ApprovalDecision(decidedBy, policyVersion, reason);
        }
    }

    /** The order that came of it. */
    @Schema(name = "OrderReference")
    record OrderReference(@NotNull UUID orderId) {}
}
