package io.cpqoms.order.lifecycle.web;

import io.cpqoms.command.Caller;
import io.cpqoms.command.Problem;
import io.cpqoms.order.FalloutId;
import io.cpqoms.order.fallout.Repair;
import io.cpqoms.order.lifecycle.OrderCommand;
import io.cpqoms.values.Subject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a failed task goes on.
 *
 * @param repairedBy who decided; a service says it for the person behind it, an operator may leave it out
 */
record RepairDecision(
        @Schema(enumeration = {"retry", "skip", "completeManually"})
        @NotNull(message = "must be retry, skip or completeManually")
        @Pattern(regexp = "retry|skip|completeManually", message = "must be retry, skip or completeManually")
        @Nullable
        String repair,

        @Pattern(regexp = Subject.PATTERN, message = Subject.RULE) @Nullable
        String repairedBy,

        @NotBlank(message = "say why in 1 to 500 characters")
        @Size(max = 500, message = "say why in 1 to 500 characters")
        @Nullable
        String reason) {

    OrderCommand.RepairFallout command(FalloutId fallout, Caller caller) {
        Repair decided = Repair.named(Objects.requireNonNull(repair)).orElseThrow();
        return new OrderCommand.RepairFallout(
                fallout,
                decided,
                decidedBy(caller),
                Objects.requireNonNull(reason).strip());
    }

    private String decidedBy(Caller caller) {
        String subject = caller.actor().subject();
        boolean service = caller.hasRole(Caller.SERVICE_ROLE);
        if (repairedBy == null) {
            if (service) {
                throw Problem.invalidInput("repairedBy", "a service must say who decided")
                        .asException();
            }
            return subject;
        }
        if (!service && !repairedBy.equals(subject)) {
            throw Problem.invalidInput("repairedBy", "must be your own subject, " + subject + ", or be left out")
                    .asException();
        }
        return repairedBy;
    }
}
