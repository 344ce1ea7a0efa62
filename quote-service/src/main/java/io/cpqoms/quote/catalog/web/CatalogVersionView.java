package io.cpqoms.quote.catalog.web;

import io.cpqoms.command.MoneyView;
import io.cpqoms.quote.catalog.CatalogSummary;
import io.cpqoms.quote.catalog.CatalogVersion;
import io.cpqoms.quote.catalog.FulfilmentStep;
import io.cpqoms.quote.catalog.Product;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A catalog version as clients see it. */
record CatalogVersionView(
        UUID catalogVersionId,
        long version,

        @Schema(enumeration = {"draft", "published", "retired"})
        String state,

        String name,
        List<ProductView> products) {

    record ProductView(
            String productId,
            String name,
            String productClass,
            boolean discontinued,
            MoneyView listPrice,
            List<StepView> fulfilment) {}

    record StepView(
            String task,
            String partner,

            @Schema(enumeration = {"line", "order"}) String scope,

            List<String> dependsOn) {}

    /** A version in a list, without its products. */
    @Schema(name = "CatalogVersionSummary")
    record Summary(UUID catalogVersionId, long version, String state, String name, int productCount) {}

    static CatalogVersionView of(CatalogVersion version) {
        return new CatalogVersionView(
                version.id().value(),
                version.version(),
                version.state().label(),
                version.name(),
                version.products().values().stream()
                        .map(CatalogVersionView::product)
                        .toList());
    }

    static Summary summary(CatalogSummary version) {
        return new Summary(
                version.catalogVersionId(),
                version.version(),
                version.state().label(),
                version.name(),
                version.productCount());
    }

    private static ProductView product(Product product) {
        return new ProductView(
                product.productId().value(),
                product.name(),
                product.productClass(),
                product.discontinued(),
                MoneyView.of(product.listPrice()),
                product.fulfilment().stream().map(CatalogVersionView::step).toList());
    }

    private static StepView step(FulfilmentStep step) {
        return new StepView(
                step.task(), step.partner(), step.scope().name().toLowerCase(Locale.ROOT), step.dependsOn());
    }
}
