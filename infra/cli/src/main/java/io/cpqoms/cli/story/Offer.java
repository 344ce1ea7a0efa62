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

    private static final String MONTHLY_PRODUCT = "support-gold";
    private static final String MONTHLY_PRICE = "49.00";

    private static final List<Item> ITEMS = List.of(
            new Item(FAILING_PRODUCT, "Fibre 1000 business line", "connectivity", "890.00", 3, "0"),
            new Item(DISCOUNTED_PRODUCT, "Router Pro", "equipment", "349.50", 3, "25"),
            new Item(MONTHLY_PRODUCT, "Gold support, one year", "service", "1200.00", 1, "10"));

    private Offer() {}

    /** A product and how much of it the customer wants. */
    record Item(
            String productId, String name, String productClass, String price, int quantity, String discountPercent) {
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

    static List<Item> items() {
        return ITEMS;
    }

    static BigDecimal exactNet() {
        return ITEMS.stream().map(Item::exactNet).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What one product costs each month beside that. */
    static BigDecimal monthlyNet() {
        return ITEMS.stream()
                .filter(item -> item.productId().equals(MONTHLY_PRODUCT))
                .map(item -> item.exactNet(MONTHLY_PRICE))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Per line: reserve, then provision; per order: ship what is reserved, bill what is provisioned and shipped. */
    static ArrayNode products() {
        ArrayNode products = Json.array();
        for (Item item : ITEMS) {
            ObjectNode product = products.addObject()
                    .put("productId", item.productId())
                    .put("name", item.name())
                    .put("productClass", item.productClass())
                    .put("discontinued", false);
            ArrayNode charges = Json.onePrice(item.price(), Scene.CURRENCY);
            if (item.productId().equals(MONTHLY_PRODUCT)) {
                ObjectNode hotline = charges.addObject()
                        .put("chargeId", "hotline")
                        .put("kind", "recurring")
                        .put("period", "P1M");
                hotline.putArray("prices")
                        .addObject()
                        .put("currency", Scene.CURRENCY)
                        .put("listUnitPrice", MONTHLY_PRICE);
            }
            product.set("charges", charges);
            ArrayNode fulfilment = product.putArray("fulfilment");
            step(fulfilment, "reserve", "warehouse", "line", List.of());
            step(fulfilment, "provision", "provisioning", "line", List.of("reserve"));
            step(fulfilment, "ship", "warehouse", "order", List.of("reserve"));
            step(fulfilment, "bill", "billing", "order", List.of("provision", "ship"));
        }
        return products;
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
        return quote;
    }

    private static void step(ArrayNode steps, String task, String partner, String scope, List<String> dependsOn) {
        ArrayNode dependencies = steps.addObject()
                .put("task", task)
                .put("partner", partner)
                .put("scope", scope)
                .putArray("dependsOn");
        dependsOn.forEach(dependencies::add);
    }
}
