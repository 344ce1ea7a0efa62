package io.cpqoms.command;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.type.CollectionType;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list or set and stops at the first element too many or without a value, before anybody validates what is in it.
 *
 * <p>Most is what {@link Size} of the property says, and a bound of the house where it says nothing. The validator can't do
 * this: it looks at elements even of a list that is too long, and compares every violation with every other one of the same
 * list.
 */
final class BoundedList extends StdDeserializer<Collection<Object>> implements ContextualDeserializer {

    static final int MOST_WITHOUT_SIZE = 1_000;

    @Serial
    private static final long serialVersionUID = 1L;

    private final CollectionType type;
    private final @Nullable JsonDeserializer<?> element;
    private final int most;

    BoundedList(CollectionType type) {
        this(type, null, MOST_WITHOUT_SIZE);
    }

    private BoundedList(CollectionType type, @Nullable JsonDeserializer<?> element, int most) {
        super(type);
        this.type = type;
        this.element = element;
        this.most = most;
    }

    /** Whether this reader can make a collection of that type. */
    static boolean makes(CollectionType type) {
        return type.getRawClass().isAssignableFrom(ArrayList.class) || isSet(type);
    }

    private static boolean isSet(CollectionType type) {
        return Set.class.isAssignableFrom(type.getRawClass())
                && type.getRawClass().isAssignableFrom(LinkedHashSet.class);
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property)
            throws JsonMappingException {
        Size size = property == null ? null : property.getAnnotation(Size.class);
        return new BoundedList(
                type,
                context.findContextualValueDeserializer(type.getContentType(), property),
                size == null ? MOST_WITHOUT_SIZE : Math.min(size.max(), JsonForm.MOST_ELEMENTS));
    }

    @Override
    public Collection<Object> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.isExpectedStartArrayToken()) {
            throw WrongInput.at(parser, "must be a list");
        }
        Collection<Object> read = isSet(type) ? new LinkedHashSet<>() : new ArrayList<>();
        int index = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (index == most) {
                throw WrongInput.at(parser, "must have at most " + most + " elements");
            }
            try {
                read.add(element(parser, context));
            } catch (IOException | RuntimeException wrong) {
                throw JsonMappingException.wrapWithPath(wrong, read, index);
            }
            index++;
        }
        return read;
    }

    private Object element(JsonParser parser, DeserializationContext context) throws IOException {
        if (element == null) {
            throw new IllegalStateException("A list is read by a reader that knows its property");
        }
        if (parser.hasToken(JsonToken.VALUE_NULL)) {
            throw WrongInput.at(parser, "must not be null");
        }
        return element.deserialize(parser, context);
    }
}
