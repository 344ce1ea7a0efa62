package io.cpqoms.command.settings;

import io.smallrye.config.ConfigMappingInterface;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.SmallRyeConfig;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/**
 * One setting of a mapping.
 *
 * @param name as files give it; a star stands for each key of a map and each index of a list
 * @param type what its text becomes; empty where only Quarkus can tell: a secret, a list, a converter of the mapping's own
 * @param optional whether it may be missing, also because the group that it is in may
 */
record Setting(
        String name,
        Optional<Class<?>> type,
        boolean optional,
        Bounds bounds,
        Optional<Below> below,
        Optional<String> standard) {

    /** What stands for each key or index. */
    static final String ANY = "*";

    private static final Map<Class<?>, String> KINDS = Map.of(
            Duration.class, "a duration",
            Integer.class, "a whole number",
            Long.class, "a whole number",
            Boolean.class, "true or false",
            URI.class, "an address",
            Path.class, "a path",
            ZoneId.class, "a time zone");
    private static final Map<Class<?>, Class<?>> HELD_BY =
            Map.of(OptionalInt.class, Integer.class, OptionalLong.class, Long.class);

    /** The settings of a mapping. */
    static List<Setting> of(ConfigClass mapping) {
        Set<Class<?>> mayBeAbsent = new HashSet<>();
        collectOptionalGroups(ConfigMappingInterface.getConfigurationInterface(mapping.getType()), false, mayBeAbsent);
        return ConfigMappings.getProperties(mapping).entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue(), mayBeAbsent))
                .toList();
    }

    private static void collectOptionalGroups(
            @Nullable ConfigMappingInterface group, boolean optional, Set<Class<?>> found) {
        if (group == null) {
            return;
        }
        if (optional) {
            found.add(group.getInterfaceType());
        }
        for (Property property : group.getProperties()) {
            Property held = property.isOptional() ? property.asOptional().getNestedProperty() : property;
            if (held.isGroup()) {
                collectOptionalGroups(held.asGroup().getGroupType(), optional || property.isOptional(), found);
            }
        }
    }

    private static Setting of(String name, Property property, Set<Class<?>> mayBeAbsent) {
        Method method = property.getMethod();
        return new Setting(
                name,
                type(property),
                property.isMap()
                        || method.getReturnType().getName().startsWith("java.util.Optional")
                        || mayBeAbsent.contains(method.getDeclaringClass()),
                Bounds.of(method),
                Optional.ofNullable(method.getAnnotation(Below.class)),
                property.hasDefaultValue() ? Optional.ofNullable(property.getDefaultValue()) : Optional.empty());
    }

    private static Optional<Class<?>> type(Property property) {
        if (property.isPrimitive()) {
            return property.hasConvertWith()
                    ? Optional.empty()
                    : Optional.of(property.asPrimitive().getBoxType());
        }
        if (!property.isLeaf() || property.isSecret() || isSeveral(property.getMethod())) {
            return Optional.empty();
        }
        Class<?> held = property.asLeaf().getValueRawType();
        return property.asLeaf().hasConvertWith() ? Optional.empty() : Optional.of(HELD_BY.getOrDefault(held, held));
    }

    /** By what the method answers: the parts of a mapping tell only of one element. */
    private static boolean isSeveral(Method method) {
        Type answer = method.getGenericReturnType();
        if (method.getReturnType() == Optional.class && answer instanceof ParameterizedType optional) {
            answer = optional.getActualTypeArguments()[0];
        }
        Type raw = answer instanceof ParameterizedType known ? known.getRawType() : answer;
        return raw instanceof Class<?> held && (held.isArray() || Collection.class.isAssignableFrom(held));
    }

    /** Whether it has as many names as a map has keys or a list has elements. */
    boolean isOfMany() {
        return name.contains(ANY);
    }

    /** The value of a text, or nothing when it can't be one; the text itself where only Quarkus can tell. */
    Optional<Object> read(String text, SmallRyeConfig converters) {
        Optional<? extends Converter<?>> converter = type.flatMap(converters::getConverter);
        if (converter.isEmpty()) {
            return Optional.of(text);
        }
        try {
            return Optional.ofNullable(converter.get().convert(text));
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /** Such as {@code a duration of 1 s to 15 s, such as PT3S, the default}. */
    String needs() {
        String kind = type.map(known -> KINDS.getOrDefault(known, "a text")).orElse("a text");
        return kind
                + bounds.words()
                + standard.map(text -> ", such as " + text + ", the default").orElse("");
    }
}
