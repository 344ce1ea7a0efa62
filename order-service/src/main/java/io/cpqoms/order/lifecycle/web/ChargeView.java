package io.cpqoms.order.lifecycle.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.command.MoneyView;
import io.cpqoms.order.lifecycle.OrderCharge;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One of the things that a line costs. */
@Schema(name = "OrderCharge")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChargeView(
        String chargeId,

        @Schema(enumeration = {"oneTime", "recurring", "usage"})
        String kind,

        @Schema(examples = "P1M", description = "Of a recurring charge: what the net pays for.") @Nullable
        String period,

        @Schema(examples = "15") String discountPercent,

        @Schema(description = "What a unit costs before discounts; absent where units cost different prices.") @Nullable
        MoneyView unitPrice,

        @Schema(description = "The unrounded net; of a usage charge the rate of one unit.")
        MoneyView exactNet,

        @Schema(description = "The share of the rounded total; a rate has none.") @Nullable
        MoneyView roundedNet) {

    static ChargeView of(OrderCharge charge) {
        return new ChargeView(
                charge.chargeId(),
                charge.kind(),
                charge.period().orElse(null),
                charge.discountPercent().text(),
                charge.unitPrice().map(MoneyView::of).orElse(null),
                MoneyView.of(charge.exactNet()),
                charge.roundedNet().map(MoneyView::of).orElse(null));
    }
}
