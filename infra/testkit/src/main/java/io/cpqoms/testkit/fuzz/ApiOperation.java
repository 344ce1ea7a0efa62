package io.cpqoms.testkit.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * One operation of a service as its document describes it.
 *
 * @param template the path with its parameters in braces
 * @param body the schema of its body, with what it refers to in it; empty when it takes none
 * @param roles who may call it
 */
record ApiOperation(
        String id,
        String method,
        String template,
        List<Parameter> parameters,
        Optional<JsonNode> body,
        List<String> roles) {

    /** Where a parameter stands in a request. */
    enum Place {
        PATH,
        QUERY,
        HEADER
    }

    /** A parameter with its schema. */
    record Parameter(Place place, String name, boolean required, JsonNode schema) {}

    /** The first of its roles: whom its requests come from. */
    String role() {
        return roles.getFirst();
    }

    /**
     * Whether it answers about what nobody has, and must then answer the same about what is another tenant's: how an aggregate stands is
     * read from tables that don't know which there are.
     */
    boolean answersAboutNobody() {
        return id.equals("getAggregateStanding");
    }

    boolean isRead() {
        return method.equals("GET");
    }

    List<Parameter> parameters(Place place) {
        return parameters.stream()
                .filter(parameter -> parameter.place() == place)
                .toList();
    }

    boolean takesHeader(String name) {
        return parameters(Place.HEADER).stream()
                .anyMatch(parameter -> parameter.name().equalsIgnoreCase(name));
    }

    @Override
    public String toString() {
        return method + " " + template;
    }
}
