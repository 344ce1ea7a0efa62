package io.cpqoms.order.lifecycle.web;

import io.cpqoms.command.Caller;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Adds to the API document what holds for every operation, so that no resource has to repeat it. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiConventions implements OASFilter {

    private static final String IF_MATCH = "If-Match";
    private static final String PROBLEM = "Problem";

    /** What any command may answer besides its own answers. */
    private static final Map<String, String> COMMAND_PROBLEMS = Map.of(
            "400", "Malformed or missing input; violations name the fields.",
            "409", "The state forbids it, or a twin with this Idempotency-Key is still running.",
            "422", "This Idempotency-Key was used with another body.");

    private static final Map<String, String> VERSION_PROBLEMS = Map.of(
            "404", "The tenant has no such order, task or fallout.",
            "412", "The order moved on; currentVersion says where it is.",
            "428", "If-Match is missing.");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getComponents().addSchema(PROBLEM, problem());
        for (Map.Entry<String, PathItem> path : api.getPaths().getPathItems().entrySet()) {
            for (Map.Entry<PathItem.HttpMethod, Operation> operation :
                    path.getValue().getOperations().entrySet()) {
                describe(operation.getKey(), path.getKey(), operation.getValue());
            }
        }
    }

    private static void describe(PathItem.HttpMethod method, String path, Operation operation) {
        header(operation, Caller.TENANT, false, "The tenant a service acts for; refused from anybody else.");
        if (method == PathItem.HttpMethod.POST) {
            header(
                    operation,
                    Caller.IDEMPOTENCY_KEY,
                    true,
                    "New for every command; the same one again repeats the answer.");
            header(operation, Caller.CAUSATION_ID, false, "The message or command behind this one, a UUID.");
            COMMAND_PROBLEMS.forEach((status, why) -> problem(operation, status, why));
        }
        if (path.contains("{")) {
            problem(operation, "404", VERSION_PROBLEMS.getOrDefault("404", ""));
        }
        if (method == PathItem.HttpMethod.POST && path.contains("{")) {
            operation.getParameters().stream()
                    .filter(parameter -> IF_MATCH.equals(parameter.getName()))
                    .forEach(parameter ->
                            parameter.required(true).description("The version you have seen, \"3\", or *."));
            VERSION_PROBLEMS.forEach((status, why) -> problem(operation, status, why));
        }
        if (method == PathItem.HttpMethod.GET && !path.contains("{")) {
            problem(operation, "400", "A filter, limit or cursor that makes no sense; violations name it.");
        }
        problem(operation, "401", "No valid token.");
        problem(operation, "403", "The token's roles do not allow this.");
    }

    private static void header(Operation operation, String name, boolean required, String description) {
        operation.addParameter(OASFactory.createParameter()
                .in(Parameter.In.HEADER)
                .name(name)
                .required(required)
                .description(description)
                .schema(text()));
    }

    /** Keeps the words of the resource where it says more. */
    private static void problem(Operation operation, String status, String why) {
        APIResponse known = operation.getResponses().getAPIResponse(status);
        String description = known == null
                        || List.of("Bad Request", "Not Authorized", "Not Allowed")
                                .contains(known.getDescription())
                ? why
                : known.getDescription();
        operation
                .getResponses()
                .addAPIResponse(
                        status,
                        OASFactory.createAPIResponse()
                                .description(description)
                                .content(OASFactory.createContent()
                                        .addMediaType(
                                                "application/problem+json",
                                                OASFactory.createMediaType()
                                                        .schema(OASFactory.createSchema()
                                                                .ref("#/components/schemas/" + PROBLEM)))));
    }

    private static Schema problem() {
        Schema violation = OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("field", text())
                .addProperty("message", text());
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("RFC 9457; type is urn:cpq:problem: and a slug that clients may switch on.")
                .addProperty("type", text())
                .addProperty("title", text())
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("detail", text().description("What would be right."))
                .addProperty("instance", text())
                .addProperty("correlationId", text())
                .addProperty(
                        "violations",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .items(violation))
                .required(List.of("type", "title", "status", "detail"));
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    }
}
