package io.cpqoms.command;

import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a method of a resource takes: its parameters, and whether a body comes with them. */
record Operation(List<Input> inputs, Body body) {

    /** Whether a body is due; one that may be absent is declared {@code @Nullable}. */
    enum Body {
        NONE,
        OPTIONAL,
        REQUIRED
    }

    /** Where a parameter stands in the request. */
    enum Place {
        PATH,
        QUERY,
        HEADER
    }

    /** A parameter, by the name that the client knows. */
    record Input(Place place, String name, Class<?> type) {

        boolean takesMany() {
            return Collection.class.isAssignableFrom(type) || type.isArray();
        }
    }

    static Operation of(Method method) {
        List<Input> inputs = new ArrayList<>();
        Body body = Body.NONE;
        for (Parameter parameter : method.getParameters()) {
            List<Input> named = inputs(parameter, parameter.getType());
            inputs.addAll(named);
            if (named.isEmpty() && isBody(parameter)) {
                body = mayBeAbsent(parameter) ? Body.OPTIONAL : Body.REQUIRED;
            }
        }
        return new Operation(List.copyOf(inputs), body);
    }

    private static List<Input> inputs(AnnotatedElement element, Class<?> type) {
        if (element.isAnnotationPresent(BeanParam.class)) {
            return fields(type)
                    .flatMap(field -> inputs(field, field.getType()).stream())
                    .toList();
        }
        PathParam path = element.getAnnotation(PathParam.class);
        if (path != null) {
            return List.of(new Input(Place.PATH, path.value(), type));
        }
        QueryParam query = element.getAnnotation(QueryParam.class);
        if (query != null) {
            return List.of(new Input(Place.QUERY, query.value(), type));
        }
        HeaderParam header = element.getAnnotation(HeaderParam.class);
        return header == null ? List.of() : List.of(new Input(Place.HEADER, header.value(), type));
    }

    private static Stream<Field> fields(Class<?> type) {
        Stream<Field> own = Arrays.stream(type.getDeclaredFields());
        Class<?> parent = type.getSuperclass();
        return parent == null ? own : Stream.concat(own, fields(parent));
    }

    /** A parameter without an annotation of JAX-RS is the body. */
    private static boolean isBody(Parameter parameter) {
        return Stream.<Class<? extends Annotation>>of(BeanParam.class, CookieParam.class, Context.class)
                .noneMatch(parameter::isAnnotationPresent);
    }

    private static boolean mayBeAbsent(Parameter parameter) {
        return !parameter.isAnnotationPresent(NotNull.class)
                && parameter.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
