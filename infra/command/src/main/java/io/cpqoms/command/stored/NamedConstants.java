package io.cpqoms.command.stored;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.Serial;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the Jackson module that writes an enumeration by names that are written out for it. */
final class NamedConstants {

    private NamedConstants() {}

    static <N extends Enum<N>> SimpleModule of(Class<N> enumeration, Function<N, String> name) {
        SimpleModule module = new SimpleModule(enumeration.getName());
        module.addSerializer(enumeration, new Writing<>(enumeration, name));
        module.addDeserializer(enumeration, new Reading<>(enumeration, name));
        return module;
    }

    private static final class Writing<N extends Enum<N>> extends StdSerializer<N> {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient Function<N, String> name;

        private Writing(Class<N> enumeration, Function<N, String> name) {
            super(enumeration);
            this.name = name;
        }

        @Override
        public void serialize(N constant, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(name.apply(constant));
        }
    }

    private static final class Reading<N extends Enum<N>> extends StdDeserializer<N> {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient Map<String, N> byName;

        private Reading(Class<N> enumeration, Function<N, String> name) {
            super(enumeration);
            this.byName = Arrays.stream(enumeration.getEnumConstants())
                    .collect(Collectors.toUnmodifiableMap(name, Function.identity()));
        }

        @Override
        public @Nullable N deserialize(JsonParser json, DeserializationContext context) throws IOException {
            N constant = byName.get(json.getText());
            return constant != null
                    ? constant
                    : handledType()
                            .cast(context.handleWeirdStringValue(
                                    handledType(), json.getText(), "is none of %s", byName.keySet()));
        }

        @Override
        @SuppressWarnings("unchecked")
        public Class<N> handledType() {
            return (Class<N>) super.handledType();
        }
    }
}
