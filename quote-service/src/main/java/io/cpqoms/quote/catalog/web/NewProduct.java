package io.cpqoms.quote.catalog.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.command.Problem;
import io.cpqoms.command.Violation;
import io.cpqoms.quote.catalog.Charge;
import io.cpqoms.quote.catalog.FulfilmentStep;
import io.cpqoms.quote.catalog.FulfilmentStep.Scope;
import io.cpqoms.quote.catalog.LocalizedNames;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Token;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A product as a client proposes it. */
record NewProduct(
        @NotNull @Pattern(regexp = Token.PATTERN, message = Token.RULE) @Schema(examples = "11")
        String productId,

        @NotBlank @Size(max = 200) @Schema(examples = "Queso Cabrales")
        String name,

        @NotNull @Pattern(regexp = Token.PATTERN, message = Token.RULE) @Schema(examples = "dairy")
        String productClass,

        @Schema(description = "Can be quoted only under an agreed unit price.")
        boolean discontinued,

        @NotNull
        @Size(min = 1, max = Charge.MOST_OF_A_PRODUCT)
        @Schema(description = "What it costs: once, each period, or by use.")
        List<@Valid @NotNull NewCharge> charges,

        @NotNull
        @Size(max = 20)
        @Schema(description = "At least one, unless an option that is fulfilled is always part of the product.")
        List<@Valid @NotNull NewStep> fulfilment,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Valid
        @Schema(description = "What may be chosen about the product; nothing when absent.")
        @Nullable
        ConfigurationBody configuration,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Size(max = LocalizedNames.MOST)
        @Schema(description = "What it is called in other languages; an offer in one of them uses it.")
        @Nullable
        List<@Valid @NotNull LocalizedNameBody> names) {

    record NewStep(
            @NotNull @Pattern(regexp = Token.PATTERN, message = Token.RULE) @Schema(examples = "ship")
            String task,

            @NotNull @Pattern(regexp = Token.PATTERN, message = Token.RULE) @Schema(examples = "warehouse")
            String partner,

            @NotNull
            @Pattern(regexp = "line|order", message = "must be line or order")
            @Schema(
                    description = "Once for each line, or once for the whole order.",
                    enumeration = {"line", "order"},
                    examples = "order")
            String scope,

            @NotNull
            @Size(max = 20)
            @Schema(description = "Tasks of the same product that must be complete before this one begins.")
            List<@NotNull @Pattern(regexp = Token.PATTERN, message = Token.RULE) String> dependsOn) {

        FulfilmentStep step() {
            return new FulfilmentStep(task, partner, Scope.valueOf(scope.toUpperCase(Locale.ROOT)), dependsOn);
        }
    }

    /** The products of a body; 400 names every row that is none, or is there before. */
    static List<Product> read(List<NewProduct> rows) {
        List<Product> read = new ArrayList<>(rows.size());
        List<Violation> wrong = new ArrayList<>();
        Map<ProductId, Integer> places = new HashMap<>();
        for (int place = 0; place < rows.size(); place++) {
            String row = "products[" + place + "]";
            List<Violation> ofRow = rows.get(place).wrong(row);
            if (!ofRow.isEmpty()) {
                wrong.addAll(ofRow);
                continue;
            }
            try {
                Product product = rows.get(place).product();
                read.add(product);
                Integer before = places.putIfAbsent(product.productId(), place);
                if (before != null) {
                    wrong.add(new Violation(
                            row + ".productId",
                            "product " + product.productId() + " is listed twice, also as products[" + before + "]"));
                }
            } catch (IllegalArgumentException objection) {
                // The form of everything else was checked before.
                wrong.add(new Violation(row + ".charges", String.valueOf(objection.getMessage())));
            }
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalidInput(wrong).asException();
        }
        return read;
    }

    private List<Violation> wrong(String row) {
        List<Violation> wrong = new ArrayList<>(LocalizedNameBody.wrong(row + ".names", names));
        for (int place = 0; place < charges.size(); place++) {
            wrong.addAll(LocalizedNameBody.wrong(
                    row + ".charges[" + place + "].names", charges.get(place).names()));
        }
        ConfigurationBody choices = configuration;
        if (choices == null) {
            if (fulfilment.isEmpty()) {
                wrong.add(new Violation(row + ".fulfilment", "must have at least one step"));
            }
            return wrong;
        }
        try {
            choices.configuration();
        } catch (IllegalArgumentException objection) {
            wrong.add(new Violation(row + ".configuration", String.valueOf(objection.getMessage())));
        }
        return wrong;
    }

    private Product product() {
        return new Product(
                new ProductId(productId),
                name,
                productClass,
                discontinued,
                charges.stream().map(NewCharge::charge).toList(),
                fulfilment.stream().map(NewStep::step).toList(),
                Optional.ofNullable(configuration).map(ConfigurationBody::configuration),
                LocalizedNameBody.names(names));
    }
}
