package io.cpqoms.quote.lifecycle.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.command.MoneyView;
import io.cpqoms.quote.catalog.BillingPeriod;
import io.cpqoms.quote.pricing.PriceStep;
import io.cpqoms.quote.pricing.PricedCharge;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The price of a charge and the steps that explain it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ChargePrice")
record ChargePriceView(
        String chargeId,

        @Schema(enumeration = {"oneTime", "recurring", "usage"})
        String kind,

        @Schema(examples = "P1M", description = "Of a recurring charge: what the net pays for.") @Nullable
        String period,

        String discountPercent,

        @Schema(description = "What a unit costs before discounts; absent where units cost different prices.") @Nullable
        MoneyView unitPrice,

        @Schema(description = "The unrounded net; of a usage charge the rate of one unit.")
        MoneyView exactNet,

        @Schema(
                description =
                        "The share of the rounded total: those of a kind and period add up to it. A rate has none, nor"
                                + " has a price from before shares were made.")
        @Nullable
        MoneyView roundedNet,

        @Schema(description = "What the net should not be below, where the catalog says.") @Nullable
        MoneyView floor,

        @Schema(description = "Whether the net is below the floor: no refusal, but somebody will ask.")
        boolean belowFloor,

        @Schema(description = "The net less the cost, where the catalog says what it costs.") @Nullable
        MoneyView margin,

        List<StepView> waterfall,

        @Schema(description = "What was looked at and did not apply, with why.")
        List<NotAppliedView> notApplied) {

    /** One step of the waterfall. */
    @Schema(name = "PriceStep")
    record StepView(String step, MoneyView amount, String reason, String source) {

        static StepView of(PriceStep step) {
            return new StepView(step.step().label(), MoneyView.of(step.amount()), step.reason(), step.source());
        }
    }

    /** A step that changed nothing, or less than it could. */
    @Schema(name = "PriceStepNotApplied")
    record NotAppliedView(String step, String reason) {}

    static ChargePriceView of(PricedCharge charge) {
        return new ChargePriceView(
                charge.chargeId(),
                charge.kind().label(),
                charge.period().map(BillingPeriod::text).orElse(null),
                charge.discount().text(),
                charge.unitPrice().map(MoneyView::of).orElse(null),
                MoneyView.of(charge.exactNet()),
                charge.rounded().map(MoneyView::of).orElse(null),
                charge.floor().map(MoneyView::of).orElse(null),
                charge.isBelowFloor(),
                charge.margin().map(MoneyView::of).orElse(null),
                charge.waterfall().stream().map(StepView::of).toList(),
                charge.notApplied().stream()
                        .map(step -> new NotAppliedView(step.step().label(), step.reason()))
                        .toList());
    }
}
