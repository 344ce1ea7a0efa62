package io.cpqoms.quote.integration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.quote.pricing.PricedLine;
import io.cpqoms.quote.pricing.PricedQuote;
import io.cpqoms.quote.pricing.QuoteLine;
import io.cpqoms.values.Money;
import java.util.Collection;
import java.util.function.Function;

/** The parts that several event contracts share: money, lines, totals. */
final class Contracts {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Contracts() {}

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static <T> ArrayNode array(Collection<T> items, Function<T, ObjectNode> item) {
        ArrayNode array = NODES.arrayNode(items.size());
        items.forEach(each -> array.add(item.apply(each)));
        return array;
    }

    static ArrayNode texts(Collection<String> items) {
        ArrayNode array = NODES.arrayNode(items.size());
        items.forEach(array::add);
        return array;
    }

    static ObjectNode money(Money money) {
        return object().put("amount", money.text()).put("currency", money.currency());
    }

    static ObjectNode line(QuoteLine line) {
        ObjectNode node = object().put("lineId", line.lineId().toString())
                .put("productId", line.productId().value())
                .put("quantity", line.quantity().value())
                .put("discountPercent", line.discount().text());
        Money agreed = line.agreedUnitPrice();
        if (agreed != null) {
            node.set("agreedUnitPrice", money(agreed));
        }
        return node;
    }

    static ObjectNode pricedLine(PricedLine line) {
        ObjectNode node = object().put("lineId", line.lineId().toString())
                .put("productId", line.productId().value())
                .put("quantity", line.quantity().value())
                .put("discountPercent", line.discount().text());
        node.set("unitPrice", money(line.unitPrice()));
        node.set("exactNet", money(line.exactNet()));
        return node;
    }

    static ObjectNode totals(PricedQuote price) {
        ObjectNode node = object();
        node.set("exact", money(price.exact()));
        node.set("rounded", money(price.rounded()));
        return node;
    }
}
