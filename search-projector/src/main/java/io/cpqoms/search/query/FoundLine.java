package io.cpqoms.search.query;

import io.cpqoms.command.MoneyView;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A line in a found quote or order; its prices are there once it is priced. */
record FoundLine(
        UUID lineId,

        @Schema(description = "The line that it is a component of.") @Nullable
        UUID parentLineId,

        @Schema(enumeration = {"bundle", "option", "product"}) @Nullable
        String role,

        String productId,
        @Nullable String productName,
        int quantity,
        @Nullable String discountPercent,
        @Nullable MoneyView agreedUnitPrice,
        @Nullable String reason,
        @Nullable MoneyView exactNet,

        @Schema(description = "The charges as they are priced; before that, what the line says of single ones.")
        @Nullable
        List<Charge> charges) {

    /** A charge of a line. */
    @Schema(name = "FoundCharge")
    record Charge(
            String chargeId,
            @Nullable String kind,
            @Nullable String period,
            @Nullable String discountPercent,
            @Nullable MoneyView agreedUnitPrice,
            @Nullable MoneyView unitPrice,
            @Nullable MoneyView exactNet,
            @Nullable MoneyView roundedNet) {}
}
