package io.cpqoms.quote.integration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.quote.pricing.ChargeTerms;
import io.cpqoms.quote.pricing.PriceTotal;
import io.cpqoms.quote.pricing.PricedCharge;
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
        line.reason().ifPresent(reason -> node.put("reason", reason));
        if (!line.charges().isEmpty()) {
            node.set("charges", array(line.charges(), Contracts::terms));
        }
        line.configuration()
                .ifPresent(configuration -> node.set("configuration", ConfigurationContract.of(configuration)));
        return node;
    }

    private static ObjectNode terms(ChargeTerms terms) {
        ObjectNode node = object().put("chargeId", terms.chargeId());
        terms.discount().ifPresent(discount -> node.put("discountPercent", discount.text()));
        terms.agreedUnitPrice().ifPresent(agreed -> node.set("agreedUnitPrice", money(agreed)));
        return node;
    }

    static ObjectNode pricedLine(PricedLine line) {
        ObjectNode node = object().put("lineId", line.lineId().toString())
                .put("productId", line.productId().value())
                .put("quantity", line.quantity().value())
                .put("discountPercent", line.discount().text())
                .put("role", line.role().label());
        line.parentLineId().ifPresent(parent -> node.put("parentLineId", parent.toString()));
        node.set("exactNet", money(line.exactNet()));
        return node.set("charges", array(line.charges(), Contracts::charge));
    }

    private static ObjectNode charge(PricedCharge charge) {
        ObjectNode node = object().put("chargeId", charge.chargeId())
                .put("kind", charge.kind().label());
        charge.period().ifPresent(period -> node.put("period", period.text()));
        node.put("discountPercent", charge.discount().text());
        charge.unitPrice().ifPresent(price -> node.set("unitPrice", money(price)));
        node.set("exactNet", money(charge.exactNet()));
        charge.rounded().ifPresent(share -> node.set("roundedNet", money(share)));
        return node;
    }

    static ObjectNode totals(PricedQuote price) {
        ObjectNode node = sums(price.oneTime());
        return node.set("recurring", array(price.recurring(), Contracts::recurring));
    }

    private static ObjectNode recurring(PriceTotal total) {
        ObjectNode node = object();
        total.period().ifPresent(period -> node.put("period", period.text()));
        return node.setAll(sums(total));
    }

    private static ObjectNode sums(PriceTotal total) {
        ObjectNode node = object();
        node.set("exact", money(total.exact()));
        return node.set("rounded", money(total.rounded()));
    }
}
