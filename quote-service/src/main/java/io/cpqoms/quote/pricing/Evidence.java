package io.cpqoms.quote.pricing;

import io.cpqoms.quote.catalog.BillingPeriod;
import io.cpqoms.quote.catalog.Charge;
import io.cpqoms.quote.catalog.ChargePrice;
import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.quote.catalog.Tiers;
import io.cpqoms.values.Money;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The hash of everything a price depends on, in one canonical text: catalog version, currency and, per line, product, quantity and per charge
 * its kind and period, list price, floor, cost and tiers, discount and agreed price. The lines are sorted and their ids left out, because
 * no exact figure depends on either; reasons are words and change no figure.
 */
final class Evidence {

    /** Changes when the rule does, so that prices of two rules are never taken for the same. */
    private static final String RULE = "pricing/2";

    private Evidence() {}

    static String hash(List<QuoteLine> lines, String currency, PinnedCatalog catalog) {
        return sha256(lines.stream()
                .map(line -> line(line, currency, catalog))
                .sorted()
                .collect(Collectors.joining("\n", RULE + "\n" + catalog.id() + "\n" + currency + "\n", "")));
    }

    private static String line(QuoteLine line, String currency, PinnedCatalog catalog) {
        Product product = catalog.product(line.productId()).orElseThrow();
        return product.charges().stream()
                .map(charge -> charge(line, charge, currency))
                .collect(Collectors.joining(
                        ";", line.productId() + "|" + line.quantity().value() + "|", ""));
    }

    private static String charge(QuoteLine line, Charge charge, String currency) {
        return String.join(
                "|",
                charge.chargeId(),
                charge.kind().label(),
                charge.period().map(BillingPeriod::text).orElse("-"),
                charge.in(currency).map(Evidence::price).orElse("-"),
                Pricing.canonical(line.discountOf(charge.chargeId()).value()),
                money(line.agreedOf(charge.chargeId())));
    }

    private static String price(ChargePrice price) {
        return String.join(
                "|",
                money(Optional.of(price.listUnitPrice())),
                money(price.floorUnitPrice()),
                money(price.unitCost()),
                price.tiers().map(Evidence::tiers).orElse("-"));
    }

    private static String tiers(Tiers tiers) {
        return tiers.tiers().stream()
                .map(tier -> tier.from() + "=" + money(Optional.of(tier.unitPrice())))
                .collect(Collectors.joining(",", tiers.kind().label() + ":", ""));
    }

    private static String money(Optional<Money> money) {
        return money.map(some -> Pricing.canonical(some.amount()) + some.currency())
                .orElse("-");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
