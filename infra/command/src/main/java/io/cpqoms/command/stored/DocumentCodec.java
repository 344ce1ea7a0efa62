package io.cpqoms.command.stored;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cpqoms.command.decision.TypeNames;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Writes an aggregate as a JSON document and reads it back: decimals as text, instants in ISO 8601, one-value records as their value,
 * nothing for what is absent, sealed types and enums by the names that are written out for them.
 *
 * <p>A document names its form ({@code "form": 2}). Former forms are lifted one by one by the functions that came with the later ones; a
 * document without a form has the first. A form newer than the code is refused: whoever can't read all of it must not write over it.
 *
 * @param <T> what is stored
 */
public final class DocumentCodec<T> {

    private static final String FORM = "form";

    private final Class<T> type;
    private final JsonMapper json;
    private final List<UnaryOperator<ObjectNode>> lifts;
    private final Set<String> inColumns;

    private DocumentCodec(Builder<T> built) {
        this.type = built.type;
        this.json = built.mapper.build();
        this.lifts = List.copyOf(built.lifts);
        this.inColumns = Set.copyOf(built.inColumns);
    }

    /** Begins a codec in the first form. */
    public static <T> Builder<T> of(Class<T> type) {
        return new Builder<>(type);
    }

    /** The form in which documents are written. */
    public int form() {
        return lifts.size() + 1;
    }

    /** The document of a value, in the present form. */
    public String write(T value) {
        try {
            ObjectNode document = json.createObjectNode().put(FORM, form());
            document.setAll((ObjectNode) json.valueToTree(value));
            document.remove(inColumns);
            return json.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A " + type.getSimpleName() + " cannot be written", e);
        }
    }

    /** The value of a document that is whole without its row. */
    public T read(String document) {
        return read(document, Map.of());
    }

    /**
     * The value of a document in any form up to the present one.
     *
     * @param columns the members that lie in columns of the row, by name
     * @throws NewerFormException when a newer release wrote it
     */
    public T read(String document, Map<String, ?> columns) {
        if (!columns.keySet().equals(inColumns)) {
            throw new IllegalArgumentException("The columns " + inColumns + " are needed, not " + columns.keySet());
        }
        try {
            ObjectNode lifted = lift((ObjectNode) json.readTree(document));
            lifted.remove(FORM);
            columns.forEach((member, value) -> lifted.set(member, json.valueToTree(value)));
            return json.treeToValue(lifted, type);
        } catch (JsonProcessingException | ClassCastException e) {
            throw new IllegalStateException("A stored document cannot be read as " + type.getSimpleName(), e);
        }
    }

    private ObjectNode lift(ObjectNode document) {
        JsonNode named = document.path(FORM);
        // The members of a first form may be anything, also one of this name.
        int found = named.isInt() ? named.intValue() : 1;
        if (found > form()) {
            throw new NewerFormException(type.getSimpleName(), found, form());
        }
        ObjectNode lifted = document;
        for (UnaryOperator<ObjectNode> lift : lifts.subList(found - 1, lifts.size())) {
            lifted = lift.apply(lifted);
        }
        return lifted;
    }

    /** Collects what a codec must know. */
    public static final class Builder<T> {

        private final Class<T> type;
        private final List<UnaryOperator<ObjectNode>> lifts = new ArrayList<>();
        private final Set<String> inColumns = new HashSet<>();
        private final JsonMapper.Builder mapper = JsonMapper.builder()
                .addModules(new JavaTimeModule(), new Jdk8Module(), new SingleValueKeys())
                .annotationIntrospector(new SingleValueRecords())
                // A record is its components; what it can be asked beside them is no part of it.
                .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .withConfigOverride(
                        BigDecimal.class,
                        decimals -> decimals.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)));

        private Builder(Class<T> type) {
            this.type = type;
        }

        /** Writes the types of a sealed family by their names, as the member {@code is}. */
        public Builder<T> naming(TypeNames<?> names) {
            names.types().forEach(named -> mapper.registerSubtypes(new NamedType(named, names.ofType(named))));
            mapper.addMixIn(names.family(), NamedByIs.class);
            return this;
        }

        /** Writes the constants of an enum by the names that it gives them, not by those of its source. */
        public <E extends Enum<E>> Builder<T> naming(Class<E> type, Function<E, String> name) {
            mapper.addModule(new NamedConstants<>(type, name));
            return this;
        }

        /** Adds the next form: the function makes a document of it from one of the form before. */
        public Builder<T> liftedBy(UnaryOperator<ObjectNode> lift) {
            lifts.add(lift);
            return this;
        }

        /** Leaves members out of the document, because columns of the row are the truth about them. */
        public Builder<T> inColumns(String... members) {
            inColumns.addAll(List.of(members));
            return this;
        }

        public DocumentCodec<T> build() {
            return new DocumentCodec<>(this);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    private interface NamedByIs {}
}
