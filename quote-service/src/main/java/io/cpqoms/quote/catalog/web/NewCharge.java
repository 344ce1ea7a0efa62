package io.cpqoms.quote.catalog.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.quote.catalog.BillingPeriod;
import io.cpqoms.quote.catalog.Charge;
import io.cpqoms.quote.catalog.ChargeKind;
import io.cpqoms.quote.catalog.ChargePrice;
import io.cpqoms.quote.catalog.LocalizedNames;
import io.cpqoms.quote.catalog.Tier;
import io.cpqoms.quote.catalog.Tiers;
import io.cpqoms.values.Money;
import io.cpqoms.values.Quantity;
import io.cpqoms.values.Token;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A charge as a client proposes it. */
record NewCharge(
        @NotNull @Pattern(regexp = Token.PATTERN, message = Token.RULE) @Schema(examples = "monthly")
        String chargeId,

        @Size(min = 1, max = 200) @Schema(examples = "Monthly fee") @Nullable
        String name,

        @NotNull
        @Pattern(regexp = "oneTime|recurring|usage", message = "must be oneTime, recurring or usage")
        @Schema(
                enumeration = {"oneTime", "recurring", "usage"},
                examples = "recurring")
        String kind,

        @Pattern(regexp = BillingPeriod.PATTERN, message = "must be whole months or years, such as P1M or P1Y")
        @Schema(examples = "P1M", description = "How long a recurring charge pays for; no other charge has it.")
        @Nullable
        String period,

        @NotNull @Size(max = 20) @Schema(description = "One for each currency.")
        List<@Valid @NotNull NewPrice> prices,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Size(max = LocalizedNames.MOST)
        @Schema(description = "What it is called in other languages.")
        @Nullable
        List<@Valid @NotNull LocalizedNameBody> names) {

    private static final String PRICE = "(0|[1-9]\\d{0,8})(\\.\\d{1,6})?";
    private static final String PRICE_RULE =
            "must be a decimal text such as \"14.00\", not negative, with at most 9 digits before and 6 after the point";

    /** What a unit costs in one currency. */
    record NewPrice(
            @NotNull
            @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code such as EUR")
            @Schema(examples = "EUR")
            String currency,

            @NotNull @Pattern(regexp = PRICE, message = PRICE_RULE) @Schema(examples = "21.00")
            String listUnitPrice,

            @Pattern(regexp = PRICE, message = PRICE_RULE)
            @Schema(examples = "17.00", description = "What is below it is said with the price of a quote.")
            @Nullable
            String floorUnitPrice,

            @Pattern(regexp = PRICE, message = PRICE_RULE)
            @Schema(examples = "12.00", description = "What a unit costs the house; the margin follows from it.")
            @Nullable
            String unitCost,

            @Valid @Nullable NewTiers tiers) {

        ChargePrice price() {
            return new ChargePrice(
                    Money.of(listUnitPrice, currency),
                    money(floorUnitPrice),
                    money(unitCost),
                    Optional.ofNullable(tiers).map(some -> some.tiers(currency)));
        }

        private Optional<Money> money(@Nullable String amount) {
            return Optional.ofNullable(amount).map(text -> Money.of(text, currency));
        }
    }

    /** What many units cost. */
    record NewTiers(
            @NotNull
            @Pattern(regexp = "range|slab", message = "must be range or slab")
            @Schema(
                    description = "range: all units cost what the tier says that the quantity reaches;"
                            + " slab: each unit costs what the tier says that it lies in.",
                    enumeration = {"range", "slab"},
                    examples = "range")
            String kind,

            @NotNull @Size(min = 1, max = Tiers.MOST) List<@Valid @NotNull NewTier> steps) {

        Tiers tiers(String currency) {
            return new Tiers(
                    Tiers.Kind.of(kind),
                    steps.stream()
                            .map(step -> new Tier(step.from(), Money.of(step.unitPrice(), currency)))
                            .toList());
        }
    }

    /** What a unit costs from a quantity on. */
    record NewTier(
            @NotNull @Min(1) @Max(Quantity.MAX) @Schema(examples = "10")
            Integer from,

            @NotNull @Pattern(regexp = PRICE, message = PRICE_RULE) @Schema(examples = "19.00")
            String unitPrice) {}

    Charge charge() {
        return new Charge(
                chargeId,
                Optional.ofNullable(name),
                ChargeKind.of(kind),
                Optional.ofNullable(period).map(BillingPeriod::of),
                prices.stream().map(NewPrice::price).toList(),
                LocalizedNameBody.names(names));
    }
}
