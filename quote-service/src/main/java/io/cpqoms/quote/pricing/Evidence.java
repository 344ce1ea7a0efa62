package io.cpqoms.quote.pricing;

import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.values.Money;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The hash of everything a price depends on, in one canonical text: catalog version, currency and, per line in order, product, quantity,
 * discount, list price and agreed price. Line ids are left out, because a price does not depend on them.
 */
final class Evidence {

    /** Changes when the rule does, so that prices of two rules are never taken for the same. */
    private static final String RULE = "pricing/1";

    private Evidence() {}

    static String hash(List<QuoteLine> lines, String currency, PinnedCatalog catalog) {
        StringBuilder text = new StringBuilder(64 + 64 * lines.size());
        text.append(RULE).append('\n').append(catalog.id()).append('\n').append(currency);
        for (QuoteLine line : lines) {
            Product product = catalog.product(line.productId()).orElseThrow();
            Money agreed = line.agreedUnitPrice();
            text.append('\n')
                    .append(line.productId())
                    .append('|')
                    .append(line.quantity().value())
                    .append('|')
                    .append(Pricing.canonical(line.discount().value()))
                    .append('|')
                    .append(money(product.listPrice()))
                    .append('|')
                    .append(agreed == null ? "-" : money(agreed));
        }
        return sha256(text.toString());
    }

    private static String money(Money money) {
        return Pricing.canonical(money.amount()) + money.currency();
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
