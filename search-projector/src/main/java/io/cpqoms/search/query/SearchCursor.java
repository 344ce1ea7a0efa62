package io.cpqoms.search.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cpqoms.command.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch._types.FieldValue;

/** The place after an item: its sort values, made opaque. */
final class SearchCursor {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_VALUES = 3;

    private SearchCursor() {}

    static String encode(List<FieldValue> sort) {
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        for (FieldValue value : sort) {
            switch (value._kind()) {
                case Long -> values.add(value.longValue());
                case Double -> values.add(value.doubleValue());
                default -> values.add(value.stringValue());
            }
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(values.toString().getBytes(StandardCharsets.UTF_8));
    }

    static List<Object> decode(@Nullable String cursor) {
        if (cursor == null) {
            return List.of();
        }
        try {
            JsonNode values = JSON.readTree(Base64.getUrlDecoder().decode(cursor));
            List<Object> sort = new ArrayList<>();
            for (JsonNode value : values) {
                sort.add(value.isNumber() ? value.numberValue() : value.asText());
            }
            if (sort.isEmpty() || sort.size() > MAX_VALUES) {
                throw new IllegalArgumentException("not a cursor");
            }
            return sort;
        } catch (IllegalArgumentException | IOException e) {
            throw Problem.invalidInput("cursor", "must be the nextCursor of an earlier answer")
                    .asException();
        }
    }
}
