package io.cpqoms.command.stored;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.KeyDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Lets a record whose only component is called {@code value} be the key of a map, read as it is read elsewhere. */
class SingleValueKeys extends SimpleModule implements KeyDeserializers {

    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    public void setupModule(SetupContext context) {
        context.addKeyDeserializers(this);
    }

    @Override
    public @Nullable KeyDeserializer findKeyDeserializer(
            JavaType type, DeserializationConfig config, BeanDescription description) {
        return SingleValueRecords.wrapsOneValue(type.getRawClass()) ? new OneValue(type) : null;
    }

    private static final class OneValue extends KeyDeserializer {

        private final JavaType type;

        OneValue(JavaType type) {
            this.type = type;
        }

        @Override
        public Object deserializeKey(String key, DeserializationContext context) throws IOException {
            return context.readTreeAsValue(TextNode.valueOf(key), type);
        }
    }
}
