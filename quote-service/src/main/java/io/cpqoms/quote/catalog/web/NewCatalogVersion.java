package io.cpqoms.quote.catalog.web;

import io.cpqoms.command.Fields;
import io.cpqoms.quote.catalog.CatalogVersion;
import io.cpqoms.quote.catalog.FulfilmentStep;
import io.cpqoms.quote.catalog.FulfilmentStep.Scope;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.quote.web.UnitPrice;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.TenantId;
import io.cpqoms.values.Token;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A catalog version as a client proposes it. */
record NewCatalogVersion(
        @NotBlank @Size(max = 200) @Schema(examples = "Autumn 2026")
        String name,

        @NotNull @Size(min = 1, max = 2000) List<@Valid @NotNull NewProduct> products) {

    record NewProduct(
            @NotNull @Pattern(regexp = Token.PATTERN, message = Token.RULE) @Schema(examples = "11")
            String productId,

            @NotBlank @Size(max = 200) @Schema(examples = "Queso Cabrales")
            String name,

            @NotNull @Pattern(regexp = Token.PATTERN, message = Token.RULE) @Schema(examples = "dairy")
            String productClass,

            @Schema(description = "Can be quoted only under an agreed unit price.")
            boolean discontinued,

            @NotNull @Valid UnitPrice listPrice,
            @NotNull @Size(min = 1, max = 20) List<@Valid @NotNull NewStep> fulfilment) {}

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

    CatalogVersion draft(CatalogVersionId id, TenantId tenant) {
        List<Product> read = IntStream.range(0, products.size())
                .mapToObj(index -> Fields.read("products[" + index + "].listPrice", () -> product(products.get(index))))
                .toList();
        return Fields.read("products", () -> CatalogVersion.draft(id, tenant, name, read));
    }

    private static Product product(NewProduct product) {
        return new Product(
                new ProductId(product.productId()),
                product.name(),
                product.productClass(),
                product.discontinued(),
                product.listPrice().money(),
                product.fulfilment().stream().map(NewStep::step).toList());
    }
}
