package io.cpqoms.cli.drill;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.client.Person;
import io.cpqoms.cli.client.Platform;
import io.cpqoms.cli.client.QuoteClient;
import io.cpqoms.cli.console.Json;
import java.util.List;
import java.util.stream.IntStream;

/** The smallest catalog and quotes that make the platform work. */
final class DrillQuotes {

    static final String TENANT = "acme";

    private DrillQuotes() {}

    /** Publishes a small catalog and prices that many quotes, on which nobody must decide. */
    static List<String> priced(Platform platform, int count) {
        return priced(platform, count, "0");
    }

    /** The same with a discount; from twenty percent on a manager must decide. */
    static List<String> priced(Platform platform, int count, String discountPercent) {
        QuoteClient catalog = platform.quotes(new Person("cathy", "catalog-admin", TENANT));
        QuoteClient sales = platform.quotes(new Person("sally", "sales", TENANT));
        String version = catalog.publishCatalog("Drill", products())
                .path("catalogVersionId")
                .asText();
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    String id = sales.create(quote(version, discountPercent))
                            .path("quoteId")
                            .asText();
                    sales.price(id);
                    return id;
                })
                .toList();
    }

    private static ArrayNode products() {
        ArrayNode products = Json.array();
        ObjectNode product = products.addObject()
                .put("productId", "cable")
                .put("name", "Cable")
                .put("productClass", "hardware")
                .put("discontinued", false);
        product.set("charges", Json.onePrice("10.00", "EUR"));
        ObjectNode step = product.putArray("fulfilment")
                .addObject()
                .put("task", "reserve")
                .put("partner", "warehouse")
                .put("scope", "line");
        step.putArray("dependsOn");
        return products;
    }

    private static ObjectNode quote(String catalogVersionId, String discountPercent) {
        ObjectNode quote =
                Json.object().put("customerId", "C-1").put("currency", "EUR").put("catalogVersionId", catalogVersionId);
        quote.putArray("lines")
                .addObject()
                .put("productId", "cable")
                .put("quantity", 2)
                .put("discountPercent", discountPercent);
        return quote;
    }
}
