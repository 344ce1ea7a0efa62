package io.cpqoms.order.lifecycle.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.command.MoneyView;
import io.cpqoms.order.lifecycle.OrderSummary;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An order in a list; its lines, plan and fallouts are read one order at a time. */
@Schema(name = "OrderSummary")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderSummaryView(
        UUID orderId,

        @Schema(description = "Counts the events of the order; the ETag.")
        long version,

        @Schema(enumeration = {"acknowledged", "inProgress", "held", "completed"})
        String state,

        @Schema(description = "How many fallouts wait for a decision.")
        int openFallouts,

        UUID quoteId,
        int quoteRevision,
        String customerId,
        String currency,
        @Nullable String externalReference,
        OrderView.TotalsView totals,
        UUID correlationId,
        Instant createdAt,
        Instant updatedAt) {

    static OrderSummaryView of(OrderSummary order) {
        return new OrderSummaryView(
                order.id().value(),
                order.version(),
                order.state(),
                order.openFallouts(),
                order.quoteId().value(),
                order.quoteRevision(),
                order.customerId().value(),
                order.totals().exact().currency(),
                order.externalReference().orElse(null),
                new OrderView.TotalsView(
                        MoneyView.of(order.totals().exact()),
                        MoneyView.of(order.totals().rounded())),
                order.correlationId(),
                order.createdAt(),
                order.updatedAt());
    }
}
