package io.cpqoms.order.lifecycle.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.command.Problem;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whether a command may be sent now, and if not, what would be answered. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PermittedCommand(
        @Schema(examples = "release") String command,

        boolean permitted,

        @Schema(description = "Absent when it is permitted.") @Nullable
        Why why) {

    /** The refusal that the command would meet. */
    @Schema(name = "WhyNot")
    record Why(@Schema(examples = "illegal-transition") String type, String detail) {}

    static PermittedCommand of(String command, Optional<Problem> objection) {
        return new PermittedCommand(
                command,
                objection.isEmpty(),
                objection
                        .map(problem -> new Why(problem.slug(), problem.detail()))
                        .orElse(null));
    }
}
