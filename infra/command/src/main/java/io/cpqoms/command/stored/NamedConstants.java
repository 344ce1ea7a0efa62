package io.cpqoms.command.stored;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializerBase;
import java.io.IOException;
import java.io.Serial;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Writes and reads the constants of an enum by names of their own. */
final class NamedConstants<E extends Enum<E>> extends SimpleModule {

    @Serial
    private static final long serialVersionUID = 1L;

    NamedConstants(Class<E> type, Function<E, String> name) {
        super(type.getName());
        Map<String, E> byName = new HashMap<>();
        for (E constant : type.getEnumConstants()) {
            if (byName.put(name.apply(constant), constant) != null) {
                throw new IllegalArgumentException(type.getName() + " names " + name.apply(constant) + " twice");
            }
        }
        addSerializer(type, new ToStringSerializerBase(type) {
            @Override
            public String valueToString(Object value) {
                return name.apply(type.cast(value));
            }
        });
        addDeserializer(type, new FromStringDeserializer<E>(type) {
            @Override
            protected E _deserialize(String text, DeserializationContext context) throws IOException {
                E constant = byName.get(text);
                return constant == null
                        ? type.cast(context.handleWeirdStringValue(type, text, "no name of a constant"))
                        : constant;
            }
        });
    }
}
