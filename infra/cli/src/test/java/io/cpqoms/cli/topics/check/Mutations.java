package io.cpqoms.cli.topics.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import io.cpqoms.cli.topics.schema.SchemaSet;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.provider.Arguments;

/** Ways to break the checkout's contracts in exactly one place. */
final class Mutations {
    static final String QUOTES = "cpq.quote.events.v1";
    static final String PRICED = "cpq.quote.QuotePriced.v1";
    static final String MONEY = SchemaSet.URN + "cpq.common.v1#/$defs/money";

    private Mutations() {}

    static Arguments of(String name, UnaryOperator<Contracts> change) {
        return Arguments.of(name, change);
    }

    /** Changes one topic's entry. */
    static UnaryOperator<Contracts> topic(String name, Consumer<ObjectNode> change) {
        return registry(document -> {
            for (JsonNode topic : document.path("topics")) {
                if (topic.path("name").asText().equals(name)) {
                    change.accept((ObjectNode) topic);
                }
            }
        });
    }

    static UnaryOperator<Contracts> registry(Consumer<ObjectNode> change) {
        return contracts -> {
            ObjectNode copy = contracts.registry().document().deepCopy();
            change.accept(copy);
            try {
                return contracts.with(TopicRegistry.of(copy.toString()));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    /** Changes one schema's document, or adds it. */
    static UnaryOperator<Contracts> schema(String id, Consumer<ObjectNode> change) {
        return contracts -> {
            TreeMap<String, JsonNode> documents = documents(contracts.schemas().current());
            ObjectNode copy = documents.getOrDefault(id, Json.object()).deepCopy();
            change.accept(copy);
            documents.put(id, copy);
            return contracts.with(new SchemaSet(documents));
        };
    }

    static UnaryOperator<Contracts> withoutSchema(String id) {
        return contracts -> {
            TreeMap<String, JsonNode> documents = documents(contracts.schemas().current());
            documents.remove(id);
            return contracts.with(new SchemaSet(documents));
        };
    }

    /** Adds a property to the payload of QuotePriced. */
    static UnaryOperator<Contracts> priced(String property, JsonNode schema) {
        return schema(PRICED, document -> document.withObject("/properties").set(property, schema));
    }

    static UnaryOperator<Contracts> example(String id, Consumer<ObjectNode> change) {
        return contracts -> {
            TreeMap<String, JsonNode> valid = new TreeMap<>(contracts.examples().valid());
            ObjectNode copy = valid.get(id).deepCopy();
            change.accept(copy);
            valid.put(id, copy);
            return contracts.with(
                    new Contracts.Examples(valid, contracts.examples().invalid()));
        };
    }

    static UnaryOperator<Contracts> counterexamples(String id, ArrayNode cases) {
        return contracts -> {
            TreeMap<String, JsonNode> invalid =
                    new TreeMap<>(contracts.examples().invalid());
            invalid.put(id, cases);
            return contracts.with(new Contracts.Examples(contracts.examples().valid(), invalid));
        };
    }

    private static TreeMap<String, JsonNode> documents(SchemaSet schemas) {
        TreeMap<String, JsonNode> documents = new TreeMap<>();
        schemas.ids().forEach(id -> documents.put(id, schemas.document(id)));
        return documents;
    }

    static void list(ObjectNode topic, String field, String... values) {
        ArrayNode array = topic.putArray(field);
        for (String value : values) {
            array.add(value);
        }
    }
}
