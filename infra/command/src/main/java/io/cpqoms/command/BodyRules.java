package io.cpqoms.command;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.metadata.ContainerElementTypeDescriptor;
import jakarta.validation.metadata.PropertyDescriptor;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Validates a body record by record and stops when enough is wrong, before the validator sees the whole of it.
 *
 * <p>The validator by itself keeps every violation with its path and value, and a body of five megabytes can have hundreds of
 * thousands of them. Here each record is validated without what is in it, and what is in it in turn, until there are more
 * violations than anybody counts.
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
public class BodyRules implements ReaderInterceptor {

    /** As many as are found at most; an answer lists the first of them and counts the rest. */
    static final int MOST_FOUND = 5_000;

    private final Validator oneByOne;
    private final Map<Class<?>, List<Part>> parts = new ConcurrentHashMap<>();

    public BodyRules(ValidatorFactory validators) {
        this.oneByOne =
                validators.usingContext().traversableResolver(new Alone()).getValidator();
    }

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        Object body = context.proceed();
        if (body != null) {
            check(body);
        }
        return body;
    }

    /** Refuses a body that breaks a rule of its type. */
    void check(Object body) {
        List<Violation> found = new ArrayList<>();
        walk(body, "", found);
        if (!found.isEmpty()) {
            throw Problem.invalidInput(found).asException();
        }
    }

    private void walk(Object value, String path, List<Violation> found) {
        if (found.size() >= MOST_FOUND) {
            return;
        }
        oneByOne.validate(value).stream()
                .map(violation -> new Violation(join(path, field(violation)), violation.getMessage()))
                .sorted(Violation.BY_FIELD)
                .forEach(found::add);
        for (Part part : parts.computeIfAbsent(value.getClass(), this::partsOf)) {
            Object within = part.of(value);
            if (within instanceof Collection<?> list) {
                int index = 0;
                for (Object element : list) {
                    if (element != null) {
                        walk(element, join(path, part.name() + "[" + index + "]"), found);
                    }
                    index++;
                }
            } else if (within != null) {
                walk(within, join(path, part.name()), found);
            }
        }
    }

    /** What of a record has rules of its own to be held to. */
    private List<Part> partsOf(Class<?> type) {
        if (!type.isRecord()) {
            return List.of();
        }
        Set<PropertyDescriptor> constrained =
                oneByOne.getConstraintsForClass(type).getConstrainedProperties();
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> constrained.stream()
                        .anyMatch(property ->
                                property.getPropertyName().equals(component.getName()) && isCascaded(property)))
                .map(Part::new)
                .toList();
    }

    private static boolean isCascaded(PropertyDescriptor property) {
        return property.isCascaded()
                || property.getConstrainedContainerElementTypes().stream()
                        .anyMatch(ContainerElementTypeDescriptor::isCascaded);
    }

    /** The path as the client wrote it: without the method and its parameter, which for a body has no name in JSON. */
    static String field(ConstraintViolation<?> violation) {
        StringBuilder field = new StringBuilder();
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.isInIterable() && node.getIndex() != null) {
                field.append('[').append(node.getIndex()).append(']');
            }
            switch (node.getKind()) {
                case PROPERTY -> field.append(field.isEmpty() ? "" : ".").append(node.getName());
                default -> {
                    // A method, its parameter and the element of a list have no name in JSON.
                }
            }
        }
        return field.isEmpty() ? "body" : field.toString();
    }

    private static String join(String path, String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    /** A component of a record. */
    private record Part(String name, Method accessor) {

        Part(RecordComponent component) {
            this(component.getName(), component.getAccessor());
            accessor.setAccessible(true);
        }

        @Nullable
        Object of(Object owner) {
            try {
                return accessor.invoke(owner);
            } catch (IllegalAccessException | InvocationTargetException impossible) {
                throw new IllegalStateException("A record tells its components", impossible);
            }
        }
    }

    /** Keeps the validator to the record it was given. */
    private static final class Alone implements TraversableResolver {

        @Override
        public boolean isReachable(
                @Nullable Object owner, Path.Node node, Class<?> root, Path path, ElementType element) {
            return true;
        }

        @Override
        public boolean isCascadable(
                @Nullable Object owner, Path.Node node, Class<?> root, Path path, ElementType element) {
            return false;
        }
    }
}
