package io.cpqoms.quote.catalog.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.quote.catalog.FulfilmentStep;
import io.cpqoms.quote.catalog.Product;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A product of a catalog version as clients see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProductView(
        String productId,
        String name,
        String productClass,
        boolean discontinued,
        List<ChargeView> charges,
        List<StepView> fulfilment,

        @Schema(description = "What may be chosen about it; absent when nothing may.") @Nullable
        ConfigurationBody configuration,

        @Schema(description = "What it is called in other languages; absent when nobody said.") @Nullable
        List<LocalizedNameBody> names) {

    record StepView(
            String task,
            String partner,

            @Schema(enumeration = {"line", "order"}) String scope,

            List<String> dependsOn) {}

    static ProductView of(Product product) {
        return new ProductView(
                product.productId().value(),
                product.name(),
                product.productClass(),
                product.discontinued(),
                product.charges().stream().map(ChargeView::of).toList(),
                product.fulfilment().stream().map(ProductView::step).toList(),
                product.configuration().map(ConfigurationBody::of).orElse(null),
                LocalizedNameBody.of(product.names()));
    }

    private static StepView step(FulfilmentStep step) {
        return new StepView(step.task(), step.partner(), step.scope().label(), step.dependsOn());
    }
}
