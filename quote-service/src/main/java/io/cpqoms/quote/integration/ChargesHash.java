package io.cpqoms.quote.integration;

import io.cpqoms.quote.catalog.BillingPeriod;
import io.cpqoms.quote.catalog.Charge;
import io.cpqoms.quote.catalog.ChargePrice;
import io.cpqoms.quote.catalog.LocalizedNames;
import io.cpqoms.quote.catalog.Tiers;
import io.cpqoms.values.Money;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The hash of what a product costs: readers need no price, but the hash over a version's products must move with every price. */
final class ChargesHash {

    private ChargesHash() {}

    static String of(List<Charge> charges) {
        String text = charges.stream().map(ChargesHash::charge).collect(Collectors.joining("\n"));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static String charge(Charge charge) {
        return charge.chargeId() + "|"
                + charge.name().map(name -> name.length() + ":" + name).orElse("") + "|"
                + charge.kind().label() + "|"
                + charge.period().map(BillingPeriod::text).orElse("") + "|"
                + charge.prices().stream().map(ChargesHash::price).collect(Collectors.joining(";"))
                + charge.names().map(ChargesHash::names).orElse("");
    }

    /** Behind everything else, and nothing where there are none: what was told before there were such names hashes as it did. */
    private static String names(LocalizedNames names) {
        return names.byLanguage().entrySet().stream()
                .map(name -> name.getKey() + "=" + name.getValue().length() + ":" + name.getValue())
                .collect(Collectors.joining(",", "|names:", ""));
    }

    private static String price(ChargePrice price) {
        return price.currency() + "|" + price.listUnitPrice().text() + "|" + text(price.floorUnitPrice()) + "|"
                + text(price.unitCost()) + "|"
                + price.tiers().map(ChargesHash::tiers).orElse("");
    }

    private static String tiers(Tiers tiers) {
        return tiers.tiers().stream()
                .map(tier -> tier.from() + "=" + tier.unitPrice().text())
                .collect(Collectors.joining(",", tiers.kind().label() + ":", ""));
    }

    private static String text(Optional<Money> money) {
        return money.map(Money::text).orElse("");
    }
}
