package io.cpqoms.quote.web;

import io.cpqoms.values.Money;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The price of one unit, as a client sends it. */
public record UnitPrice(
        @NotNull
        @Pattern(
                regexp = "(0|[1-9]\\d{0,8})(\\.\\d{1,6})?",
                message =
                        "must be a decimal text such as \"14.00\", not negative, with at most 9 digits before and 6 after the point")
        @Schema(examples = "14.00")
        String amount,

        @NotNull
        @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code such as EUR")
        @Schema(examples = "EUR")
        String currency) {

    public Money money() {
        return Money.of(amount, currency);
    }
}
