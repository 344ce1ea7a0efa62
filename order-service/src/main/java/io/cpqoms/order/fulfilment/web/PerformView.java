package io.cpqoms.order.fulfilment.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of performing a task. */
@Schema(name = "TaskOutcome")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PerformView(
        UUID taskId,

        @Schema(enumeration = {"completed", "failed", "skipped"})
        String state,

        @Schema(description = "The fallout of a failed task.") @Nullable
        UUID falloutId,

        @Schema(description = "Why the partner refused.") @Nullable
        String cause) {}
