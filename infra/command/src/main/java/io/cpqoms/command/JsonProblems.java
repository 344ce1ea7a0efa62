package io.cpqoms.command;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.cpqoms.values.StorableText;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says what a body has that doesn't fit its type: the field as the client wrote it, and what would be right.
 *
 * <p>No sentence of the JSON library gets out; they name its features and our classes.
 */
final class JsonProblems {

    private static final int LONGEST_PATH = 300;

    private JsonProblems() {}

    static Problem of(JsonProcessingException failure) {
        if (!(failure instanceof JsonMappingException mapping)) {
            return Problem.malformedJson("This is not JSON" + at(failure.getLocation()) + ".");
        }
        String field = path(mapping);
        return switch (mapping) {
            case WrongInput ours -> Problem.invalidInput(field, ours.getOriginalMessage() + at(ours.getLocation()));
            case UnrecognizedPropertyException unknown ->
                Problem.invalidInput(field, "unknown property; known here: " + known(unknown));
            case ValueInstantiationException refused -> refused(refused, field);
            case MismatchedInputException mismatch ->
                Problem.invalidInput(
                        field, "must be " + expected(mismatch.getTargetType()) + at(mapping.getLocation()));
            default -> beneath(mapping, field);
        };
    }

    /** A value whose own constructor objects; only what was meant for a client is passed on. */
    private static Problem refused(ValueInstantiationException refused, String field) {
        return switch (refused.getCause()) {
            case ProblemException objection -> objection.problem();
            case IllegalArgumentException objection
            when objection.getClass() == IllegalArgumentException.class ->
                Problem.invalidInput(field, String.valueOf(objection.getMessage()));
            case null, default ->
                Problem.invalidInput(field, "is not what this service expects" + at(refused.getLocation()));
        };
    }

    private static Problem beneath(JsonMappingException mapping, String field) {
        return switch (mapping.getCause()) {
            case InputCoercionException tooLarge ->
                Problem.invalidInput(
                        field, "must be " + expected(tooLarge.getTargetType()) + at(tooLarge.getLocation()));
            case ProblemException objection -> objection.problem();
            case null, default ->
                Problem.invalidInput(field, "is not what this service expects" + at(mapping.getLocation()));
        };
    }

    private static String at(@Nullable JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static String known(UnrecognizedPropertyException unknown) {
        return unknown.getKnownPropertyIds() == null
                ? "none"
                : unknown.getKnownPropertyIds().stream()
                        .map(String::valueOf)
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "another JSON type";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        return switch (type.getSimpleName()) {
            case "String" -> "text in quotes";
            case "int", "Integer" -> "a whole number without quotes, at most " + Integer.MAX_VALUE;
            case "long", "Long" -> "a whole number without quotes, at most " + Long.MAX_VALUE;
            case "boolean", "Boolean" -> "true or false";
            case "Instant" -> ClientInstant.RULE.substring("must be ".length());
            case "UUID" -> "a UUID such as 0198c0de-0000-7000-8000-000000000101";
            default -> "an object";
        };
    }

    private static String path(JsonMappingException failure) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? "body" : StorableText.cleaned(path.toString(), LONGEST_PATH);
    }
}
