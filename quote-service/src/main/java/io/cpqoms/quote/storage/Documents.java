package io.cpqoms.quote.storage;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.math.BigDecimal;
import java.util.function.UnaryOperator;

/**
 * Writes domain records as JSON and reads them back: decimals as text, instants in ISO 8601, one-value records as their value, nothing
 * for null. Unknown members are skipped, so that an older instance reads what a newer one wrote.
 */
public final class Documents {

    private final JsonMapper json;

    private Documents(JsonMapper json) {
        this.json = json;
    }

    /** A codec for a feature's documents; the feature may add what its own types need. */
    public static Documents with(UnaryOperator<JsonMapper.Builder> more) {
        JsonMapper.Builder builder = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .annotationIntrospector(new SingleValueRecords())
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .withConfigOverride(
                        BigDecimal.class,
                        decimals -> decimals.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)));
        return new Documents(more.apply(builder).build());
    }

    public String write(Object document) {
        try {
            return json.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A domain record cannot be written: " + document.getClass(), e);
        }
    }

    public <T> T read(String document, TypeReference<T> type) {
        try {
            return json.readValue(document, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored document cannot be read as " + type.getType(), e);
        }
    }
}
