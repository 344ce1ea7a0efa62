package io.cpqoms.quote;

import io.cpqoms.quote.catalog.BillingPeriod;
import io.cpqoms.quote.catalog.Charge;
import io.cpqoms.quote.catalog.ChargeKind;
import io.cpqoms.quote.catalog.ChargePrice;
import io.cpqoms.quote.catalog.FulfilmentStep;
import io.cpqoms.quote.catalog.FulfilmentStep.Scope;
import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.quote.pricing.ChargeTerms;
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
import org.jspecify.annotations.Nullable;

/** Things of the domain that tests begin with. */
public final class Samples {

    public static final String EUR = "EUR";

    private Samples() {}

    public static Money eur(String amount) {
        return Money.of(amount, EUR);
    }

    public static Product aProduct(String id, String listPrice) {
        return new Product(
                new ProductId(id), "Product " + id, "dairy", false, priced(eur(listPrice)), List.of(reserve()));
    }

    public static Product aDiscontinuedProduct(String id, String listPrice) {
        return new Product(
                new ProductId(id), "Product " + id, "meat", true, priced(eur(listPrice)), List.of(reserve()));
    }

    /** One charge that is owed once, called as that of a former release. */
    public static List<Charge> priced(Money listPrice) {
        return List.of(aCharge("price", ChargeKind.ONE_TIME, ChargePrice.of(listPrice)));
    }

    public static Charge aCharge(String id, ChargeKind kind, ChargePrice... prices) {
        return new Charge(
                id,
                Optional.empty(),
                kind,
                kind == ChargeKind.RECURRING ? Optional.of(BillingPeriod.of("P1M")) : Optional.empty(),
                List.of(prices));
    }

    public static Product aProduct(String id, Charge... charges) {
        return new Product(new ProductId(id), "Product " + id, "dairy", false, List.of(charges), List.of(reserve()));
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

    public static QuoteLine aLine(
            LineId id, ProductId product, Quantity quantity, Percentage discount, @Nullable Money agreed) {
        return new QuoteLine(id, product, quantity, discount, agreed, Optional.empty(), List.of(), Optional.empty());
    }

    /** A line that says something of single charges. */
    public static QuoteLine aLine(String productId, int quantity, String discountPercent, ChargeTerms... terms) {
        return new QuoteLine(
                new LineId(UUID.randomUUID()),
                new ProductId(productId),
                new Quantity(quantity),
                Percentage.of(discountPercent),
                null,
                Optional.empty(),
                List.of(terms),
                Optional.empty());
    }

    public static QuoteLine anAgreedLine(String productId, int quantity, String discountPercent, Money agreed) {
        return new QuoteLine(
                new LineId(UUID.randomUUID()),
                new ProductId(productId),
                new Quantity(quantity),
                Percentage.of(discountPercent),
                agreed,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }
}
