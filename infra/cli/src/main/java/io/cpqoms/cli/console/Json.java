package io.cpqoms.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.CpqFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** JSON for the whole command; decimals stay decimals. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    public static ObjectNode money(String amount, String currency) {
        return object().put("amount", amount).put("currency", currency);
    }

    /** The charges of a product that costs one price, once. */
    public static ArrayNode onePrice(String listUnitPrice, String currency) {
        ArrayNode charges = array();
        ObjectNode charge = charges.addObject().put("chargeId", "price").put("kind", "oneTime");
        charge.putArray("prices").addObject().put("currency", currency).put("listUnitPrice", listUnitPrice);
        return charges;
    }

    public static JsonNode parse(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    /** Parses text that a store of ours wrote; it is JSON or something is badly wrong. */
    public static JsonNode read(String text) {
        try {
            return parse(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored document is no JSON", e);
        }
    }

    /** @throws CpqFailure when a file that somebody named can't be read or is no JSON */
    public static JsonNode file(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new CpqFailure(file + " is not JSON: " + e.getOriginalMessage());
        } catch (NoSuchFileException e) {
            throw new CpqFailure("there is no file " + file);
        } catch (IOException e) {
            throw new CpqFailure(file + " can't be read: " + e.getMessage());
        }
    }

    public static String line(JsonNode node) {
        return node.toString();
    }

    public static String pretty(JsonNode node) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always writable", e);
        }
    }

    public static List<JsonNode> list(JsonNode array) {
        return stream(array).toList();
    }

    public static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
