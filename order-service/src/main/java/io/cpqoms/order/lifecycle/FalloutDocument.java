package io.cpqoms.order.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.order.FalloutId;
import io.cpqoms.order.TaskId;
import io.cpqoms.order.fallout.Fallout;
import io.cpqoms.order.fallout.FalloutStanding;
import io.cpqoms.order.fallout.FalloutType;
import io.cpqoms.order.fallout.Repair;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a fallout is stored; without a decision it is open. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FalloutDocument(
        UUID id,
        int number,
        UUID taskId,
        int attempt,
        FalloutType type,
        String cause,
        String impact,
        List<Repair> repairs,
        String owner,
        Instant openedAt,
        @Nullable Decided decided) {

    record Decided(Repair repair, String repairedBy, String reason, Instant closedAt) {}

    static FalloutDocument of(Fallout fallout) {
        Decided decided = switch (fallout.standing()) {
            case FalloutStanding.Open() -> null;
            case FalloutStanding.Closed(var repair, var by, var reason, var at) -> new Decided(repair, by, reason, at);
        };
        return new FalloutDocument(
                fallout.id().value(),
                fallout.number(),
                fallout.taskId().value(),
                fallout.attempt(),
                fallout.type(),
                fallout.cause(),
                fallout.impact(),
                fallout.repairs(),
                fallout.owner(),
                fallout.openedAt(),
                decided);
    }

    Fallout fallout() {
        return new Fallout(
                new FalloutId(id),
                number,
                new TaskId(taskId),
                attempt,
                type,
                cause,
                impact,
                repairs,
                owner,
                openedAt,
                decided == null
                        ? new FalloutStanding.Open()
                        : new FalloutStanding.Closed(
                                decided.repair(), decided.repairedBy(), decided.reason(), decided.closedAt()));
    }
}
