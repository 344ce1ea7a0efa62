package io.cpqoms.command;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.CollectionType;
import com.fasterxml.jackson.databind.type.LogicalType;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.time.Instant;

/**
 * Reads what REST clients send, literally: no unknown or repeated property, no number where text is due, no list that is longer
 * than its property allows. What holds for every body whatever its type, {@link JsonForm} has held before.
 *
 * <p>Only the REST edge is strict. Consumers and stored documents use the application's own mapper, which tolerates what a newer
 * producer added.
 */
@Provider
public class StrictJson implements ContextResolver<ObjectMapper> {

    private final ObjectMapper strict;

    public StrictJson(ObjectMapper application) {
        this.strict = strict(application);
    }

    @Override
    public ObjectMapper getContext(Class<?> type) {
        return strict;
    }

    @SuppressWarnings(
            "deprecation") // The builder cannot start from the application's mapper, whose modules are needed.
    private static ObjectMapper strict(ObjectMapper application) {
        ObjectMapper mapper = application
                .copy()
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                        DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
        mapper.addHandler(new DeserializationProblemHandler() {
            @Override
            public Object handleWeirdKey(DeserializationContext context, Class<?> type, String key, String failure)
                    throws IOException {
                throw WrongInput.at(
                        context.getParser(),
                        "has the name \"" + key + "\", which must be " + JsonProblems.expected(type));
            }
        });
        mapper.registerModule(new SimpleModule("what clients send")
                .addDeserializer(Instant.class, new ClientInstant.Reader())
                .setDeserializerModifier(new BeanDeserializerModifier() {
                    @Override
                    public JsonDeserializer<?> modifyCollectionDeserializer(
                            DeserializationConfig config,
                            CollectionType type,
                            BeanDescription description,
                            JsonDeserializer<?> usual) {
                        return BoundedList.makes(type) ? new BoundedList(type) : usual;
                    }
                }));
        for (CoercionInputShape shape : new CoercionInputShape[] {
            CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean
        }) {
            mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
        }
        // Whoever means nothing leaves the member out; an empty text is a name, number or id that was forgotten.
        mapper.coercionConfigDefaults()
                .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                .setAcceptBlankAsEmpty(false);
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(JsonForm.DEEPEST)
                        .maxStringLength(JsonForm.LONGEST_TEXT)
                        .maxNumberLength(JsonForm.LONGEST_NUMBER)
                        .build());
        return mapper;
    }
}
