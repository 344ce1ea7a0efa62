package io.cpqoms.command.decision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The written-out names of a sealed family: what documents, contracts and clients call its types, whatever the classes are called. The
 * family is complete, or the application does not start.
 *
 * @param <T> the sealed interface
 */
public final class TypeNames<T> {

    private final Class<T> family;
    private final Map<Class<?>, String> names = new LinkedHashMap<>();

    private TypeNames(Class<T> family) {
        this.family = family;
    }

    /** A type and what it is called. */
    public record Name<T>(Class<? extends T> type, String name) {}

    /** Says what a type is called. */
    public static <T> Name<T> named(Class<? extends T> type, String name) {
        return new Name<>(type, name);
    }

    /**
     * The names of a family, in the order in which they shall be listed.
     *
     * @throws IllegalArgumentException when a type has no name, has two, or shares one
     */
    @SafeVarargs
    public static <T> TypeNames<T> of(Class<T> family, Name<? extends T>... names) {
        TypeNames<T> result = new TypeNames<>(family);
        for (Name<? extends T> each : names) {
            if (result.names.containsValue(each.name()) || result.names.put(each.type(), each.name()) != null) {
                throw new IllegalArgumentException(family.getSimpleName() + " names " + each.name() + " twice");
            }
        }
        members(family).forEach(type -> {
            if (!result.names.containsKey(type)) {
                throw new IllegalArgumentException(type.getName() + " has no name");
            }
        });
        return result;
    }

    /** What this value's type is called. */
    public String of(T value) {
        return ofType(value.getClass());
    }

    /** What this type is called. */
    public String ofType(Class<?> type) {
        String name = names.get(type);
        if (name == null) {
            throw new IllegalArgumentException(type.getName() + " is no " + family.getSimpleName());
        }
        return name;
    }

    /** All types, in the order in which they were named. */
    public Stream<Class<? extends T>> types() {
        return names.keySet().stream().map(type -> type.asSubclass(family));
    }

    /** All names, in the order in which they were given. */
    public List<String> all() {
        return List.copyOf(names.values());
    }

    /** The sealed interface that this names. */
    public Class<T> family() {
        return family;
    }

    private static Stream<Class<?>> members(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        return permitted == null ? Stream.of(type) : Stream.of(permitted).flatMap(TypeNames::members);
    }
}
