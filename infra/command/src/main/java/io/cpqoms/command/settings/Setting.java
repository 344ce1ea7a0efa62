package io.cpqoms.command.settings;

import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.SmallRyeConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One setting of a mapping.
 *
 * @param name as files give it; of a map, a star stands for each key
 * @param type what its text becomes; empty where the mapping brings a converter of its own
 */
record Setting(
        String name,
        Optional<Class<?>> type,
        boolean optional,
        boolean several,
        Bounds bounds,
        Optional<Below> below,
        Optional<String> standard) {

    private static final Map<Class<?>, String> KINDS = Map.of(
            Duration.class, "a duration",
            Integer.class, "a whole number",
            Long.class, "a whole number",
            Boolean.class, "true or false",
            URI.class, "an address",
            Path.class, "a path",
            ZoneId.class, "a time zone");

    /** The settings of a mapping. */
    static List<Setting> of(ConfigClass mapping) {
        return ConfigMappings.getProperties(mapping).entrySet().stream()
                .filter(entry -> isValue(entry.getValue()))
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static boolean isValue(Property property) {
        if (property.isOptional()) {
            return isValue(property.asOptional().getNestedProperty());
        }
        return property.isLeaf() || property.isPrimitive() || property.isCollection() || property.isMap();
    }

    private static Setting of(String name, Property property) {
        Optional<String> standard =
                property.hasDefaultValue() ? Optional.ofNullable(property.getDefaultValue()) : Optional.empty();
        return new Setting(
                name,
                type(property),
                isOptional(property) || property.isMap(),
                isSeveral(property),
                Bounds.of(property.getMethod()),
                Optional.ofNullable(property.getMethod().getAnnotation(Below.class)),
                standard);
    }

    /** By what the method answers: of an optional list only the list is told of. */
    private static boolean isOptional(Property property) {
        return property.isOptional()
                || property.getMethod().getReturnType().getName().startsWith("java.util.Optional");
    }

    private static boolean isSeveral(Property property) {
        return property.isCollection()
                || (property.isOptional()
                        && property.asOptional().getNestedProperty().isCollection());
    }

    private static Optional<Class<?>> type(Property property) {
        if (property.hasConvertWith()) {
            return Optional.empty();
        }
        if (property.isPrimitive()) {
            return Optional.of(property.asPrimitive().getBoxType());
        }
        if (property.isOptional()) {
            return type(property.asOptional().getNestedProperty());
        }
        if (property.isCollection()) {
            return type(property.asCollection().getElement());
        }
        return property.isLeaf() ? Optional.of(property.asLeaf().getValueRawType()) : Optional.empty();
    }

    /** Whether this name means it, also in a list or a map. */
    boolean isCalled(String given) {
        return name.equals(given)
                || (several && given.startsWith(name + "["))
                || (name.contains("*") && Pattern.matches(asPattern(), given));
    }

    private String asPattern() {
        return Pattern.quote(name).replace("*", "\\E(\"[^\"]+\"|[^.]+)\\Q");
    }

    /** The value of a text, or nothing when it can't be one. */
    Optional<Object> read(String text, SmallRyeConfig converters) {
        if (type.isEmpty() || several) {
            return Optional.of(text);
        }
        try {
            return Optional.ofNullable(converters.requireConverter(type.get()).convert(text));
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
