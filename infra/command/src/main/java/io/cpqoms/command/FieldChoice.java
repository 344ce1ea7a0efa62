package io.cpqoms.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/**
 * The members that a client may choose from in the answers of one operation: the components of the record that it answers
 * with, or that its pages list.
 *
 * @param known in the order of the record
 * @param listed whether they are those of a page's items
 */
record FieldChoice(List<String> known, boolean listed) {

    /** Empty for an operation whose answers are always whole. */
    static Optional<FieldChoice> of(Method method) {
        boolean offered = Operation.of(method).inputs().stream()
                .anyMatch(input -> input.name().equals(FieldParameters.NAME));
        return offered ? Optional.of(ofAnswer(method)) : Optional.empty();
    }

    private static FieldChoice ofAnswer(Method method) {
        if (method.getGenericReturnType() instanceof ParameterizedType type
                && type.getRawType() == Page.class
                && type.getActualTypeArguments()[0] instanceof Class<?> item) {
            return new FieldChoice(members(item), true);
        }
        APIResponseSchema answer = method.getAnnotation(APIResponseSchema.class);
        if (answer == null) {
            throw new IllegalStateException(method + " takes fields but does not say of what");
        }
        return new FieldChoice(members(answer.value()), false);
    }

    private static List<String> members(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    /** What a client asked for; 400 for everything that is no member, naming those that are. */
    Chosen of(String asked) {
        if (asked.length() > FieldParameters.LONGEST) {
            throw refused("must be at most " + FieldParameters.LONGEST + " characters");
        }
        Set<String> names = new LinkedHashSet<>(List.of(asked.split(",", -1)));
        Set<String> unknown = new TreeSet<>(names);
        known.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw refused("must be some of " + String.join(", ", known) + ", separated by commas");
        }
        return new Chosen(Set.copyOf(names), listed);
    }

    private static ProblemException refused(String message) {
        return Problem.invalidInput(FieldParameters.NAME, message).asException();
    }

    /** The members of one request. */
    record Chosen(Set<String> names, boolean listed) {

        JsonNode of(JsonNode answer) {
            if (listed) {
                answer.path("items").forEach(this::narrow);
            } else {
                narrow(answer);
            }
            return answer;
        }

        private void narrow(JsonNode thing) {
            ((ObjectNode) thing).retain(names);
        }
    }
}
