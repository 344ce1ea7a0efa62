package io.cpqoms.order.lifecycle.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.command.MoneyView;
import io.cpqoms.order.lifecycle.OrderSummary;
import io.cpqoms.values.Money;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An order in a list; its lines, plan and fallouts are read one order at a time. */
@Schema(name = "OrderSummary")
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderSummaryView(
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
        SumsView totals,
        UUID correlationId,
        Instant createdAt,

        @Schema(description = "Absent when it was made before that was kept.") @Nullable
        String createdBy,

        Instant changedAt) {

    /** What is owed once; what is owed each period is in the order itself. */
    @Schema(name = "OrderSums")
    record SumsView(MoneyView exact, MoneyView rounded) {}

    static OrderSummaryView of(OrderSummary order) {
        return new OrderSummaryView(
                order.id(),
                order.version(),
                order.state(),
                order.openFallouts(),
                order.quoteId(),
                order.quoteRevision(),
                order.customerId(),
                order.currency(),
                order.externalReference(),
                new SumsView(
                        MoneyView.of(new Money(order.exactTotal(), order.currency())),
                        MoneyView.of(new Money(order.roundedTotal(), order.currency()))),
                order.correlationId(),
                order.createdAt(),
                order.createdBy(),
                order.changedAt());
    }
}
