package io.cpqoms.quote.lifecycle.web;

import io.cpqoms.command.Fields;
import io.cpqoms.quote.pricing.QuoteLine;
import io.cpqoms.quote.web.UnitPrice;
import io.cpqoms.values.LineId;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Quantity;
import io.cpqoms.values.Token;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A line as a client sends it. */
record NewLine(
        @NotNull @Pattern(regexp = Token.PATTERN, message = Token.RULE) @Schema(examples = "11")
        String productId,

        @NotNull @Min(1) @Max(Quantity.MAX) @Schema(examples = "12")
        Integer quantity,

        @Pattern(
                regexp = "100(\\.0{1,4})?|\\d{1,2}(\\.\\d{1,4})?",
                message = "must be 0 to 100 as decimal text such as \"15\", with at most four decimals")
        @Schema(examples = "15", description = "Manual discount; nothing when absent.")
        @Nullable
        String discountPercent,

        @Valid @Schema(description = "A contract's unit price; the list price applies when it is absent.") @Nullable
        UnitPrice agreedUnitPrice) {

    QuoteLine line(LineId id, String field) {
        Percentage discount = discountPercent == null ? Percentage.ZERO : Percentage.of(discountPercent);
        Money agreed = agreedUnitPrice == null ? null : Fields.read(field + "agreedUnitPrice", agreedUnitPrice::money);
        return new QuoteLine(id, new ProductId(productId), new Quantity(quantity), discount, agreed);
    }
}
