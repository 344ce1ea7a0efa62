package io.cpqoms.quote.catalog.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.quote.catalog.BillingPeriod;
import io.cpqoms.quote.catalog.Charge;
import io.cpqoms.quote.catalog.ChargePrice;
import io.cpqoms.quote.catalog.Tiers;
import io.cpqoms.values.Money;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A charge of a product as clients see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChargeView(
        String chargeId,
        @Nullable String name,

        @Schema(enumeration = {"oneTime", "recurring", "usage"})
        String kind,

        @Schema(examples = "P1M", description = "Written in one way: P12M is answered as P1Y.") @Nullable
        String period,

        List<PriceView> prices,
        @Nullable List<LocalizedNameBody> names) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PriceView(
            String currency,
            String listUnitPrice,
            @Nullable String floorUnitPrice,
            @Nullable String unitCost,
            @Nullable TiersView tiers) {

        static PriceView of(ChargePrice price) {
            return new PriceView(
                    price.currency(),
                    price.listUnitPrice().text(),
                    price.floorUnitPrice().map(Money::text).orElse(null),
                    price.unitCost().map(Money::text).orElse(null),
                    price.tiers().map(TiersView::of).orElse(null));
        }
    }

    record TiersView(
            @Schema(enumeration = {"range", "slab"}) String kind, List<TierView> steps) {

        static TiersView of(Tiers tiers) {
            return new TiersView(
                    tiers.kind().label(),
                    tiers.tiers().stream()
                            .map(tier ->
                                    new TierView(tier.from(), tier.unitPrice().text()))
                            .toList());
        }
    }

    record TierView(int from, String unitPrice) {}

    static ChargeView of(Charge charge) {
        return new ChargeView(
                charge.chargeId(),
                charge.name().orElse(null),
                charge.kind().label(),
                charge.period().map(BillingPeriod::text).orElse(null),
                charge.prices().stream().map(PriceView::of).toList(),
                LocalizedNameBody.of(charge.names()));
    }
}
