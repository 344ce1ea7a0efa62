package io.cpqoms.cli.northwind;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.console.Json;

/** The products and quotes of the sample as the commands of quote-service take them. */
final class NorthwindCatalog {
    /** The sample names no currency; the traders sit in the United States. */
    static final String CURRENCY = "USD";

    private NorthwindCatalog() {}

    /** Each line is reserved, then the order ships, then it is billed. */
    static ArrayNode products(Northwind northwind) {
        ArrayNode products = Json.array();
        for (NorthwindProduct product : northwind.products()) {
            ObjectNode node = products.addObject()
                    .put("productId", product.productId())
                    .put("name", product.name())
                    .put("productClass", product.productClass())
                    .put("discontinued", product.discontinued());
            node.set("listPrice", Json.money(product.listPrice().toPlainString(), CURRENCY));
            ArrayNode fulfilment = node.putArray("fulfilment");
            step(fulfilment, "reserve", "warehouse", "line");
            step(fulfilment, "ship", "warehouse", "order", "reserve");
            step(fulfilment, "bill", "billing", "order", "ship");
        }
        return products;
    }

    static ObjectNode quote(NorthwindOrder order, String catalogVersionId) {
        ObjectNode quote = Json.object()
                .put("customerId", order.customerId())
                .put("currency", CURRENCY)
                .put("catalogVersionId", catalogVersionId)
                .put("externalReference", order.orderId());
        ArrayNode lines = quote.putArray("lines");
        for (NorthwindLine line : order.lines()) {
            lines.addObject()
                    .put("productId", line.productId())
                    .put("quantity", line.quantity())
                    .put("discountPercent", line.discountPercent())
                    .set("agreedUnitPrice", Json.money(line.unitPrice().toPlainString(), CURRENCY));
        }
        return quote;
    }

    private static void step(ArrayNode steps, String task, String partner, String scope, String... dependsOn) {
        ArrayNode dependencies = steps.addObject()
                .put("task", task)
                .put("partner", partner)
                .put("scope", scope)
                .putArray("dependsOn");
        for (String dependency : dependsOn) {
            dependencies.add(dependency);
        }
    }
}
