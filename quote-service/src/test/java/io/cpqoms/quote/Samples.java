package io.cpqoms.quote;

import io.cpqoms.quote.catalog.FulfilmentStep;
import io.cpqoms.quote.catalog.FulfilmentStep.Scope;
import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.quote.pricing.QuoteLine;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.LineId;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    public static PinnedCatalog aCatalog(Product... products) {
        return new Catalog(
                new CatalogVersionId(new UUID(0, 1)),
                Stream.of(products).collect(Collectors.toMap(Product::productId, Function.identity())));
    }

    private record Catalog(CatalogVersionId id, Map<ProductId, Product> products) implements PinnedCatalog {
        @Override
        public Optional<Product> product(ProductId productId) {
            return Optional.ofNullable(products.get(productId));
        }
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
