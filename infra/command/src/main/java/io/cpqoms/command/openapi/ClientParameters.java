package io.cpqoms.command.openapi;

import io.cpqoms.command.Caller;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;

/**
 * Puts the parameters into the order in which a generated method takes them: the ids as the path has them, then the query,
 * then the headers, always in the same order. Two of one type that change places from method to method would be confused.
 *
 * <p>A parameter that says what its text looks like but no type is text; generators take it for anything otherwise.
 *
 * <p>Of an id in a path it says what bodies say of it: who reads {@code quoteId} as a UUID passes a UUID on.
 */
final class ClientParameters {

    private static final List<In> PLACES = List.of(In.PATH, In.QUERY, In.HEADER);

    private static final List<String> HEADERS = List.of(
            Caller.IDEMPOTENCY_KEY,
            Caller.IF_MATCH,
            Caller.IF_NONE_MATCH,
            Caller.CAUSATION_ID,
            Caller.CORRELATION_ID,
            Caller.TENANT);

    private static final String UUID = "#/components/schemas/UUID";

    private final Set<String> uuids;

    ClientParameters(Components components) {
        Map<String, Schema> schemas = components.getSchemas() == null ? Map.of() : components.getSchemas();
        this.uuids = schemas.values().stream()
                .flatMap(schema -> Stream.ofNullable(schema.getProperties()))
                .flatMap(properties -> properties.entrySet().stream())
                .filter(property -> UUID.equals(property.getValue().getRef()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    void complete(String path, Operation operation) {
        List<Parameter> parameters = new ArrayList<>(operation.getParameters());
        parameters.stream()
                .filter(parameter -> parameter.getIn() == In.PATH && uuids.contains(parameter.getName()))
                .forEach(parameter ->
                        parameter.setSchema(OASFactory.createSchema().ref(UUID)));
        parameters.stream()
                .map(Parameter::getSchema)
                .filter(schema -> schema != null && schema.getRef() == null && schema.getType() == null)
                .forEach(schema -> schema.setType(List.of(SchemaType.STRING)));
        parameters.sort(Comparator.comparingInt((Parameter parameter) -> PLACES.indexOf(parameter.getIn()))
                .thenComparingInt(parameter -> place(path, parameter)));
        operation.setParameters(parameters);
    }

    private static int place(String path, Parameter parameter) {
        return switch (parameter.getIn()) {
            case PATH -> path.indexOf("{" + parameter.getName() + "}");
            case HEADER -> HEADERS.indexOf(parameter.getName());
            default -> 0;
        };
    }
}
