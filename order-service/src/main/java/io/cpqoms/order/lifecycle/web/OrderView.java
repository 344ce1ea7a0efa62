package io.cpqoms.order.lifecycle.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.command.MoneyView;
import io.cpqoms.command.PermittedCommand;
import io.cpqoms.order.lifecycle.AcceptedQuote;
import io.cpqoms.order.lifecycle.Fulfilment;
import io.cpqoms.order.lifecycle.ListedFallout;
import io.cpqoms.order.lifecycle.Order;
import io.cpqoms.order.lifecycle.OrderLine;
import io.cpqoms.order.lifecycle.OrderState;
import io.cpqoms.order.lifecycle.TaskState;
import io.cpqoms.values.LineId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An order as clients see it. */
@Schema(name = "Order")
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderView(
        UUID orderId,

        @Schema(description = "Counts the events of the order; the ETag.")
        long version,

        @Schema(enumeration = {"acknowledged", "inProgress", "held", "completed"})
        String state,

        @Schema(description = "Why a held order is held: fallout.") @Nullable
        String heldReason,

        UUID quoteId,
        int quoteRevision,
        String customerId,
        String currency,
        UUID catalogVersionId,
        @Nullable String externalReference,
        UUID correlationId,
        Instant createdAt,
        Instant changedAt,

        @Schema(description = "Who asked for it; absent when it was made before that was kept.") @Nullable
        String createdBy,

        List<LineView> lines,
        TotalsView totals,

        @Schema(description = "Same order and catalog version, same hash; absent before decomposition.") @Nullable
        String planHash,

        @Schema(description = "How many tasks stand where; absent before decomposition.") @Nullable
        ProgressView progress,

        List<FalloutView> fallouts,

        @Schema(description = "What may be done next, and why not the rest.")
        List<PermittedCommand> commands) {

    /** A line as the customer accepted it. */
    @Schema(name = "OrderLine")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LineView(
            UUID lineId,

            @Schema(description = "The line that it is a component of.") @Nullable
            UUID parentLineId,

            @Schema(
                    description = "bundle: has components; option: is one and has none; product: stands for itself.",
                    enumeration = {"bundle", "option", "product"})
            String role,

            String productId,
            int quantity,
            @Schema(examples = "15") String discountPercent,

            @Schema(description = "The unrounded net of what is owed once.")
            MoneyView exactNet,

            List<ChargeView> charges) {

        static LineView of(OrderLine line) {
            return new LineView(
                    line.lineId().value(),
                    line.parentLineId().map(LineId::value).orElse(null),
                    line.role().contractName(),
                    line.productId().value(),
                    line.quantity().value(),
                    line.discountPercent().text(),
                    MoneyView.of(line.exactNet()),
                    line.charges().stream().map(ChargeView::of).toList());
        }
    }

    /** How many tasks stand where. */
    @Schema(name = "Progress")
    public record ProgressView(int planned, int ready, int active, int completed, int failed, int skipped) {

        static ProgressView of(Fulfilment work) {
            return new ProgressView(
                    work.count(TaskState.Planned.class),
                    work.count(TaskState.Ready.class),
                    work.count(TaskState.Active.class),
                    work.count(TaskState.Completed.class),
                    work.count(TaskState.Failed.class),
                    work.count(TaskState.Skipped.class));
        }
    }

    static OrderView of(Order order, List<PermittedCommand> commands) {
        AcceptedQuote quote = order.quote();
        Optional<Fulfilment> work = order.state().work();
        return new OrderView(
                order.id().value(),
                order.version(),
                order.state().contractName(),
                order.state() instanceof OrderState.Held ? "fallout" : null,
                quote.quoteId().value(),
                quote.revision(),
                quote.customerId().value(),
                quote.currency(),
                quote.catalogVersionId().value(),
                quote.externalReference().orElse(null),
                quote.correlationId(),
                order.createdAt(),
                order.changedAt(),
                order.createdBy().orElse(null),
                quote.lines().stream().map(LineView::of).toList(),
                TotalsView.of(quote.totals()),
                work.map(it -> it.plan().hash()).orElse(null),
                work.map(ProgressView::of).orElse(null),
                work.map(Fulfilment::fallouts).orElse(List.of()).stream()
                        .map(fallout -> FalloutView.of(ListedFallout.of(order, fallout)))
                        .toList(),
                commands);
    }
}
