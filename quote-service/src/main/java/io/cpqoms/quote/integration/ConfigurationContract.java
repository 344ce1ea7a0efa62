package io.cpqoms.quote.integration;

import static io.cpqoms.quote.integration.Contracts.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.quote.configuration.Configuration;

/** The choices about a line's product in contracts, flat: a choice about an option says within which. */
final class ConfigurationContract {

    private ConfigurationContract() {}

    static ObjectNode of(Configuration configuration) {
        ObjectNode node = object();
        add("", configuration, node.putArray("attributes"), node.putArray("options"));
        return node;
    }

    private static void add(String within, Configuration choices, ArrayNode attributes, ArrayNode options) {
        choices.attributes()
                .forEach(value -> attributes.add(
                        choice(within, value.origin()).put("id", value.id()).put("value", value.value())));
        choices.options().forEach(part -> {
            options.add(choice(within, part.origin())
                    .put("groupId", part.groupId())
                    .put("productId", part.productId().value())
                    .put("quantity", part.quantity()));
            String place = (within.isEmpty() ? "" : within + "/") + part.productId();
            part.configuration().ifPresent(below -> add(place, below, attributes, options));
        });
    }

    private static ObjectNode choice(String within, Configuration.Origin origin) {
        ObjectNode node = object().put("by", origin.by().label());
        origin.rule().ifPresent(rule -> node.put("rule", rule));
        return within.isEmpty() ? node : node.put("within", within);
    }
}
