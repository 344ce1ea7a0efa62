package io.cpqoms.quote.pricing;

import io.cpqoms.quote.catalog.Charge;
import io.cpqoms.quote.catalog.ChargePrice;
import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.values.Money;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Why a line cannot be quoted from a catalog: the first reason, because later ones rely on earlier ones. */
final class LineFaults {

    /** A unit with all its charges is bounded as one price is, so that no total outgrows the contracts. */
    private static final BigDecimal LESS_THAN = BigDecimal.TEN.pow(9);

    private final int index;
    private final QuoteLine line;
    private final String currency;

    LineFaults(int index, QuoteLine line, String currency) {
        this.index = index;
        this.line = line;
        this.currency = currency;
    }

    Optional<LineFault> first(PinnedCatalog catalog) {
        Optional<Product> product = catalog.product(line.productId());
        return product.isEmpty()
                ? fault("productId", "catalog version " + catalog.id() + " has no product " + line.productId())
                : terms(product.get())
                        .or(() -> agreedIn(product.get()))
                        .or(() -> unpriced(product.get()))
                        .or(() -> tooDear(product.get()));
    }

    /** Whether the line speaks of charges that there are, each once, and of one agreed price where there is one charge. */
    private Optional<LineFault> terms(Product product) {
        Set<String> named = new HashSet<>();
        for (int place = 0; place < line.charges().size(); place++) {
            String chargeId = line.charges().get(place).chargeId();
            String field = "charges[" + place + "].chargeId";
            if (product.charge(chargeId).isEmpty()) {
                return fault(
                        field,
                        "product " + product.productId() + " has no charge " + chargeId + "; it has "
                                + product.chargeNames());
            }
            if (!named.add(chargeId)) {
                return fault(field, "charge " + chargeId + " is named twice");
            }
        }
        return line.agreedUnitPrice() != null && product.charges().size() > 1
                ? fault(
                        "agreedUnitPrice",
                        "product " + product.productId() + " has several charges, " + product.chargeNames()
                                + "; agree a price for each under charges")
                : Optional.empty();
    }

    private Optional<LineFault> agreedIn(Product product) {
        return product.charges().stream()
                .flatMap(charge -> line.agreedOf(charge.chargeId()).stream()
                        .filter(agreed -> !agreed.isIn(currency))
                        .flatMap(agreed -> fault(
                                field(charge),
                                "must be in the quote's currency " + currency + ", not " + agreed.currency())
                                .stream()))
                .findFirst();
    }

    private Optional<LineFault> unpriced(Product product) {
        return product.charges().stream()
                .filter(charge -> line.agreedOf(charge.chargeId()).isEmpty())
                .filter(charge -> product.discontinued() || charge.in(currency).isEmpty())
                .findFirst()
                .flatMap(charge -> fault(
                        field(charge),
                        product.discontinued()
                                ? "product " + line.productId() + " is discontinued and needs an agreed unit price"
                                : listed(product, charge)));
    }

    private String listed(Product product, Charge charge) {
        String currencies = charge.prices().stream().map(ChargePrice::currency).collect(Collectors.joining(", "));
        return "the list price" + (product.charges().size() > 1 ? " of charge " + charge.chargeId() : "") + " is in "
                + currencies + "; a quote in " + currency + " needs an agreed unit price";
    }

    private Optional<LineFault> tooDear(Product product) {
        BigDecimal sum = product.charges().stream()
                .map(charge -> line.agreedOf(charge.chargeId())
                        .orElseGet(() -> charge.in(currency).orElseThrow().listUnitPrice()))
                .map(Money::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.compareTo(LESS_THAN) < 0
                ? Optional.empty()
                : fault(
                        "charges",
                        "the charges of a unit come to " + sum.toPlainString()
                                + " together, which must have at most 9 digits before the point");
    }

    /** Where the price of a charge would be agreed. */
    private String field(Charge charge) {
        for (int place = 0; place < line.charges().size(); place++) {
            if (line.charges().get(place).chargeId().equals(charge.chargeId())) {
                return "charges[" + place + "].agreedUnitPrice";
            }
        }
        return "agreedUnitPrice";
    }

    private Optional<LineFault> fault(String field, String message) {
        return Optional.of(new LineFault(index, field, message));
    }
}
