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
    static ArrayNode products(Northwind northwind, PriceList list) {
        ArrayNode products = Json.array();
        for (NorthwindProduct product : northwind.products()) {
            ObjectNode node = products.addObject()
                    .put("productId", product.productId())
                    .put("name", product.name())
                    .put("productClass", product.productClass())
                    .put("discontinued", product.discontinued());
            node.set("charges", Json.onePrice(list.of(product.productId()).toPlainString(), CURRENCY));
            ArrayNode fulfilment = node.putArray("fulfilment");
            step(fulfilment, "reserve", "warehouse", "line");
            step(fulfilment, "ship", "warehouse", "order", "reserve");
            step(fulfilment, "bill", "billing", "order", "ship");
        }
        return products;
    }

    /** Only a line that cost something else than its list says names an agreed price, and one whose product is discontinued by now. */
    static ObjectNode quote(Northwind northwind, NorthwindOrder order, String catalogVersionId) {
        ObjectNode quote = Json.object()
                .put("customerId", order.customerId())
                .put("currency", CURRENCY)
                .put("catalogVersionId", catalogVersionId)
                .put("externalReference", order.orderId());
        ArrayNode lines = quote.putArray("lines");
        PriceList list = northwind.listOf(order);
        for (NorthwindLine line : order.lines()) {
            ObjectNode node = lines.addObject()
                    .put("productId", line.productId())
                    .put("quantity", line.quantity())
                    .put("discountPercent", line.discountPercent());
            if (line.unitPrice().compareTo(list.of(line.productId())) != 0
                    || northwind.discontinued().contains(line.productId())) {
                node.set("agreedUnitPrice", Json.money(line.unitPrice().toPlainString(), CURRENCY));
            }
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
