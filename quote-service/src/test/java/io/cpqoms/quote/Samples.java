package io.cpqoms.quote;

import io.cpqoms.quote.catalog.CatalogVersion;
import io.cpqoms.quote.catalog.FulfilmentStep;
import io.cpqoms.quote.catalog.FulfilmentStep.Scope;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.quote.pricing.QuoteLine;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.LineId;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Quantity;
import io.cpqoms.values.TenantId;
import java.util.List;
import java.util.UUID;

/** Things of the domain that tests begin with. */
public final class Samples {

    public static final String EUR = "EUR";

    private Samples() {}

    public static Money eur(String amount) {
        return Money.of(amount, EUR);
    }

    public static Product aProduct(String id, String listPrice) {
        return new Product(new ProductId(id), "Product " + id, "dairy", false, eur(listPrice), List.of(reserve()));
    }

    public static Product aDiscontinuedProduct(String id, String listPrice) {
        return new Product(new ProductId(id), "Product " + id, "meat", true, eur(listPrice), List.of(reserve()));
    }

    public static FulfilmentStep reserve() {
        return new FulfilmentStep("reserve", "warehouse", Scope.LINE, List.of());
    }

    public static CatalogVersion aCatalog(Product... products) {
        return CatalogVersion.draft(
                        new CatalogVersionId(new UUID(0, 1)), new TenantId("acme"), "Autumn", List.of(products))
                .published();
    }

    public static QuoteLine aLine(String productId, int quantity, String discountPercent) {
        return new QuoteLine(
                new LineId(UUID.randomUUID()),
                new ProductId(productId),
                new Quantity(quantity),
                Percentage.of(discountPercent),
                null);
    }

    public static QuoteLine anAgreedLine(String productId, int quantity, String discountPercent, Money agreed) {
        return new QuoteLine(
                new LineId(UUID.randomUUID()),
                new ProductId(productId),
                new Quantity(quantity),
                Percentage.of(discountPercent),
                agreed);
    }
}
