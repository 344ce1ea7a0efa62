package io.cpqoms.quote.lifecycle.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.command.Fields;
import io.cpqoms.quote.catalog.Charge;
import io.cpqoms.quote.pricing.ChargeTerms;
import io.cpqoms.quote.pricing.QuoteLine;
import io.cpqoms.quote.web.ConfigurationChoices;
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
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A line as a client sends it. */
record NewLine(
        @NotNull @Pattern(regexp = Token.PATTERN, message = Token.RULE) @Schema(examples = "11")
        String productId,

        @NotNull @Min(1) @Max(Quantity.MAX) @Schema(examples = "12")
        Integer quantity,

        @Pattern(regexp = PERCENT, message = PERCENT_RULE)
        @Schema(
                examples = "15",
                description = "Manual discount of every charge that has none of its own; nothing when absent.")
        @Nullable
        String discountPercent,

        @Valid
        @Schema(
                description =
                        "A contract's unit price, of a product that has one charge; the list price applies when it"
                                + " is absent.")
        @Nullable
        UnitPrice agreedUnitPrice,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Size(min = 1, max = 100)
        @Schema(examples = "Ends the lawsuit.", description = "Why the price departs from the catalog's.")
        @Nullable
        String reason,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Size(max = Charge.MOST_OF_A_PRODUCT)
        @Schema(description = "What differs for single charges of the product.")
        @Nullable
        List<@Valid @NotNull NewTerms> charges,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Valid
        @Schema(
                description =
                        "What is chosen about the product; what rules and defaults add comes by itself. May be invalid"
                                + " until the quote is priced.")
        @Nullable
        ConfigurationChoices configuration) {

    private static final String PERCENT = "100(\\.0{1,4})?|\\d{1,2}(\\.\\d{1,4})?";
    private static final String PERCENT_RULE =
            "must be 0 to 100 as decimal text such as \"15\", with at most four decimals";

    /** What differs for one charge. */
    @Schema(name = "NewChargeTerms")
    record NewTerms(
            @NotNull @Pattern(regexp = Token.PATTERN, message = Token.RULE) @Schema(examples = "price")
            String chargeId,

            @Pattern(regexp = PERCENT, message = PERCENT_RULE)
            @Schema(examples = "15", description = "Manual discount; the line's when absent.")
            @Nullable
            String discountPercent,

            @Valid @Schema(description = "A contract's unit price; the list price applies when it is absent.") @Nullable
            UnitPrice agreedUnitPrice) {

        ChargeTerms terms(String field) {
            return new ChargeTerms(
                    chargeId,
                    Optional.ofNullable(discountPercent).map(Percentage::of),
                    Optional.ofNullable(agreedUnitPrice).map(agreed -> money(field, agreed)));
        }
    }

    QuoteLine line(LineId id, String field) {
        List<NewTerms> terms = charges == null ? List.of() : charges;
        return new QuoteLine(
                id,
                new ProductId(productId),
                new Quantity(quantity),
                discountPercent == null ? Percentage.ZERO : Percentage.of(discountPercent),
                agreedUnitPrice == null ? null : money(field, agreedUnitPrice),
                Optional.ofNullable(reason),
                IntStream.range(0, terms.size())
                        .mapToObj(place -> terms.get(place).terms(field + "charges[" + place + "]."))
                        .toList(),
                Optional.ofNullable(configuration)
                        .map(choices -> Fields.read(field + "configuration", choices::chosen))
                        .filter(choices -> choices.size() > 0));
    }

    private static Money money(String field, UnitPrice agreed) {
        return Fields.read(field + "agreedUnitPrice", agreed::money);
    }
}
