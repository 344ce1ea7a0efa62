package io.cpqoms.quote.catalog;

import io.cpqoms.quote.catalog.CatalogOutcome.ContentFault;
import io.cpqoms.values.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold for the charges of one product before it may be quoted; each fault says where it lies. */
final class ChargeRules {

    /** All charges of a unit together are bounded as one price of a unit is, so that no total outgrows the contracts. */
    private static final BigDecimal LESS_THAN = BigDecimal.TEN.pow(9);

    private final Product product;
    private final List<ContentFault> faults = new ArrayList<>();

    private ChargeRules(Product product) {
        this.product = product;
    }

    static List<ContentFault> faults(Product product) {
        ChargeRules rules = new ChargeRules(product);
        rules.look();
        return List.copyOf(rules.faults);
    }

    private void look() {
        if (product.charges().isEmpty()) {
            fault("charges", "there must be at least one charge");
        }
        Set<String> ids = new HashSet<>();
        Map<String, BigDecimal> sums = new LinkedHashMap<>();
        for (Charge charge : product.charges()) {
            String where = "charges." + charge.chargeId();
            if (!ids.add(charge.chargeId())) {
                fault(where, "charge " + charge.chargeId() + " is listed twice");
            }
            if (charge.prices().isEmpty()) {
                fault(where, "there must be at least one price");
            }
            Set<String> currencies = new HashSet<>();
            for (ChargePrice price : charge.prices()) {
                if (!currencies.add(price.currency())) {
                    fault(where, "there are two prices in " + price.currency());
                }
                price(where + ".prices." + price.currency(), charge, price);
                sums.merge(price.currency(), price.listUnitPrice().amount(), BigDecimal::add);
            }
        }
        sums.forEach((currency, sum) -> {
            if (sum.compareTo(LESS_THAN) >= 0) {
                fault(
                        "charges",
                        "the charges of a unit come to " + sum.toPlainString() + " " + currency
                                + " together, which must have at most 9 digits before the point");
            }
        });
    }

    private void price(String where, Charge charge, ChargePrice price) {
        Money list = price.listUnitPrice();
        price.floorUnitPrice()
                .filter(floor -> isAbove(floor, list))
                .ifPresent(floor -> fault(
                        where + ".floorUnitPrice",
                        "the floor " + floor.text() + " is above the list price " + list.text()));
        price.tiers().ifPresent(tiers -> {
            if (charge.kind() == ChargeKind.USAGE) {
                fault(where + ".tiers", "a usage charge quotes one rate and has no tiers");
            }
            tiers(where + ".tiers", tiers.tiers(), list);
        });
    }

    private void tiers(String where, List<Tier> tiers, Money list) {
        if (tiers.isEmpty() || tiers.getFirst().from() != 1) {
            fault(where, "the first tier must begin at 1");
        }
        for (int place = 1; place < tiers.size(); place++) {
            int before = tiers.get(place - 1).from();
            int from = tiers.get(place).from();
            if (from <= before) {
                fault(
                        where,
                        "a tier from " + from + " follows one from " + before
                                + "; each must begin above the one before");
            }
        }
        tiers.stream()
                .filter(tier -> isAbove(tier.unitPrice(), list))
                .forEach(tier ->
                        fault(where, "the tier from " + tier.from() + " is above the list price " + list.text()));
    }

    private static boolean isAbove(Money one, Money other) {
        return one.amount().compareTo(other.amount()) > 0;
    }

    private void fault(String where, String message) {
        faults.add(new ContentFault("products." + product.productId() + "." + where, message));
    }
}
