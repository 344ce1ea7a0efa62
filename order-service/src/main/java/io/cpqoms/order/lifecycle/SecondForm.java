package io.cpqoms.order.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Lifts the documents of the second form, in which a line had one price and stood for itself: it is its one charge {@code price}, owed once. Pure. */
final class SecondForm {

    private SecondForm() {}

    static ObjectNode order(ObjectNode second) {
        quote((ObjectNode) second.get("quote"));
        return second;
    }

    static ObjectNode quote(ObjectNode second) {
        for (JsonNode line : second.get("lines")) {
            ((ObjectNode) line).put("role", LineRole.PRODUCT.contractName());
            ObjectNode charge = ((ObjectNode) line).putArray("charges").addObject();
            charge.put("chargeId", "price").put("kind", "oneTime");
            charge.set("discountPercent", line.get("discountPercent"));
            charge.set("unitPrice", ((ObjectNode) line).remove("unitPrice"));
            charge.set("exactNet", line.get("exactNet"));
        }
        ((ObjectNode) second.get("totals")).putArray("recurring");
        return second;
    }
}
