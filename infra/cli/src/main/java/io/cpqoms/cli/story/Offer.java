package io.cpqoms.cli.story;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.console.Json;
import java.math.BigDecimal;
import java.util.List;

/** What the story's tenant sells, what its customer wants, and what that costs by arithmetic of our own. */
final class Offer {
    static final String DISCOUNTED_PRODUCT = "router-pro";
    static final String FAILING_PRODUCT = "fibre-1000";

    /** Put up at the customer's with a router that is sent. */
    static final String BUNDLE = "office-internet";

    /** Reserved and provisioned for each of the four lines, one router picked, and four steps for the order as a whole. */
    static final int STEPS = 2 * 4 + 1 + 4;

    private static final BigDecimal BUNDLE_ONCE = new BigDecimal("49.00").add(new BigDecimal("189.00"));
    private static final BigDecimal BUNDLE_MONTHLY = new BigDecimal("45.00");

    private static final String MONTHLY_PRODUCT = "support-gold";
    private static final String MONTHLY_PRICE = "49.00";

    private static final List<Item> ITEMS = List.of(
            new Item(FAILING_PRODUCT, "890.00", 3, "0"),
            new Item(DISCOUNTED_PRODUCT, "349.50", 3, "25"),
            new Item(MONTHLY_PRODUCT, "1200.00", 1, "10"));

    private Offer() {}

    /** A product and how much of it the customer wants. */
    record Item(String productId, String price, int quantity, String discountPercent) {
        BigDecimal exactNet() {
            return exactNet(price);
        }

        BigDecimal exactNet(String unitPrice) {
            BigDecimal share = BigDecimal.ONE.subtract(new BigDecimal(discountPercent).movePointLeft(2));
            return new BigDecimal(unitPrice)
                    .multiply(BigDecimal.valueOf(quantity))
                    .multiply(share);
        }
    }

    static BigDecimal exactNet() {
        return ITEMS.stream().map(Item::exactNet).reduce(BUNDLE_ONCE, BigDecimal::add);
    }

    /** What one product and the bundle cost each month beside that. */
    static BigDecimal monthlyNet() {
        return ITEMS.stream()
                .filter(item -> item.productId().equals(MONTHLY_PRODUCT))
                .map(item -> item.exactNet(MONTHLY_PRICE))
                .reduce(BUNDLE_MONTHLY, BigDecimal::add);
    }

    static ObjectNode quote(String catalogVersionId, String reference) {
        ObjectNode quote = Json.object()
                .put("customerId", Scene.CUSTOMER)
                .put("currency", Scene.CURRENCY)
                .put("catalogVersionId", catalogVersionId)
                .put("externalReference", reference);
        ArrayNode lines = quote.putArray("lines");
        ITEMS.forEach(item -> lines.addObject()
                .put("productId", item.productId())
                .put("quantity", item.quantity())
                .put("discountPercent", item.discountPercent()));
        lines.add(bundle("router-basic"));
        return quote;
    }

    /** A gigabit line with a router: by a rule of the catalog not with every one. */
    static ObjectNode bundle(String router) {
        ObjectNode line =
                Json.object().put("productId", BUNDLE).put("quantity", 1).put("discountPercent", "0");
        ObjectNode choices = line.putObject("configuration");
        choices.putArray("attributes").addObject().put("id", "bandwidth").put("value", "1000");
        choices.putArray("options")
                .addObject()
                .put("groupId", "router")
                .put("productId", router)
                .put("quantity", 1);
        return line;
    }
}
