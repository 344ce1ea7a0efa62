package io.cpqoms.quote.web;

import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Writes into the API document what every operation shares: it may answer with a problem. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemResponses implements OASFilter {

    private static final String PROBLEM = "Problem";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents().addSchema(PROBLEM, problem());
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(ProblemResponses::mayAnswerAProblem);
    }

    private static void mayAnswerAProblem(Operation operation) {
        APIResponse response = OASFactory.createAPIResponse()
                .description(
                        "A problem (RFC 9457): 400 bad input, 401, 403, 404, 409 illegal transition or command in flight, "
                                + "412 stale version, 422 key reused, 428 version missing.")
                .content(createContent()
                        .addMediaType(
                                "application/problem+json",
                                createMediaType().schema(createSchema().ref("#/components/schemas/" + PROBLEM))));
        operation.getResponses().addAPIResponse("default", response);
    }

    private static Schema problem() {
        Schema violation = object().addProperty("field", text("Where, as the client wrote it."))
                .addProperty("message", text("What would be right."));
        Schema text = createSchema().type(List.of(Schema.SchemaType.STRING));
        return object().description(
                        "What was refused, why, and what would be right. Further members depend on the type.")
                .addProperty("type", text("urn:cpq:problem:<slug>; stable."))
                .addProperty("title", text("The type in words."))
                .addProperty("status", createSchema().type(List.of(Schema.SchemaType.INTEGER)))
                .addProperty("detail", text("What would be right here."))
                .addProperty("instance", text("The path that was asked."))
                .addProperty("correlationId", text("Under which the logs have it."))
                .addProperty("state", text("At an illegal transition: the state."))
                .addProperty("legalCommands", list(text).description("At an illegal transition: what is legal."))
                .addProperty("violations", list(violation).description("At invalid input: the fields."))
                .required(List.of("type", "title", "status", "detail", "instance", "correlationId"));
    }

    private static Schema object() {
        return createSchema().type(List.of(Schema.SchemaType.OBJECT));
    }

    private static Schema list(Schema items) {
        return createSchema().type(List.of(Schema.SchemaType.ARRAY)).items(items);
    }

    private static Schema text(String description) {
        return createSchema().type(List.of(Schema.SchemaType.STRING)).description(description);
    }
}
