package io.cpqoms.order.lifecycle.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.order.fallout.Fallout;
import io.cpqoms.order.fallout.FalloutStanding;
import io.cpqoms.order.fallout.Repair;
import io.cpqoms.order.lifecycle.ListedFallout;
import io.cpqoms.order.lifecycle.OrderNames;
import io.cpqoms.values.LineId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A failed task as a case: what happened, what it means, what may be done, and what was decided. */
@Schema(name = "Fallout")
@JsonInclude(JsonInclude.Include.NON_NULL)
record FalloutView(
        UUID falloutId,
        UUID orderId,

        @Schema(description = "Counts the fallouts of the order from 1.")
        int number,

        @Schema(enumeration = {"open", "closed"}) String state,

        UUID taskId,
        String task,
        String partner,

        @Schema(description = "Absent when the task serves the whole order.") @Nullable
        UUID lineId,

        int attempt,

        @Schema(enumeration = {"inventory", "provisioning", "billing", "partner", "data"})
        String type,

        String cause,

        @Schema(description = "What waits because of it, in business words.")
        String impact,

        @Schema(description = "The legal repairs.") List<String> repairs,

        String owner,
        Instant openedAt,
        @Nullable DecisionView decision) {

    /** Who decided what, and why. */
    @Schema(name = "FalloutDecision")
    public record DecisionView(String repair, String repairedBy, String reason, Instant closedAt) {}

    static FalloutView of(ListedFallout listed) {
        Fallout fallout = listed.fallout();
        DecisionView decision = switch (fallout.standing()) {
            case FalloutStanding.Open() -> null;
            case FalloutStanding.Closed(var repair, var by, var reason, var at) ->
                new DecisionView(repair.contractName(), by, reason, at);
        };
        return new FalloutView(
                fallout.id().value(),
                listed.orderId().value(),
                fallout.number(),
                OrderNames.FALLOUT_STANDINGS.of(fallout.standing()),
                fallout.taskId().value(),
                listed.task(),
                listed.partner(),
                listed.line().map(LineId::value).orElse(null),
                fallout.attempt(),
                fallout.type().contractName(),
                fallout.cause(),
                fallout.impact(),
                fallout.repairs().stream().map(Repair::contractName).toList(),
                fallout.owner(),
                fallout.openedAt(),
                decision);
    }
}
