package io.cpqoms.quote.catalog.web;

import io.cpqoms.quote.catalog.CatalogProducts.Selection;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What a list of products may be narrowed by, as the client sent it. */
class ProductListParameters {

    @QueryParam("productClass")
    @Nullable
    String productClass;

    @QueryParam("namePrefix")
    @Parameter(description = "What the name begins with, letter by letter.")
    @Nullable
    String namePrefix;

    Selection selection() {
        return new Selection(
                Optional.ofNullable(productClass),
                Optional.ofNullable(namePrefix).orElse(""));
    }
}
