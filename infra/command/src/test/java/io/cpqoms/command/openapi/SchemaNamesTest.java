package io.cpqoms.command.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponses;
import static org.eclipse.microprofile.openapi.OASFactory.createComponents;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createOpenAPI;
import static org.eclipse.microprofile.openapi.OASFactory.createOperation;
import static org.eclipse.microprofile.openapi.OASFactory.createParameter;
import static org.eclipse.microprofile.openapi.OASFactory.createPathItem;
import static org.eclipse.microprofile.openapi.OASFactory.createPaths;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import java.util.List;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("API-10")
class SchemaNamesTest {

    private static final String COMPONENT = "#/components/schemas/";

    @Test
    void namesViewsAndPagesAsAClientWould() {
        OpenAPI document = document("QuoteView", "PageQuoteView", "Money");
        schema(document, "PageQuoteView").addProperty("items", listOf("QuoteView"));

        SchemaNames.complete(document);

        assertThat(document.getComponents().getSchemas()).containsOnlyKeys("Money", "Quote", "QuotePage");
        assertThat(schema(document, "QuotePage")
                        .getProperties()
                        .get("items")
                        .getItems()
                        .getRef())
                .isEqualTo(COMPONENT + "Quote");
    }

    @Test
    void takesNoNameThatAnotherHas() {
        OpenAPI document = document("TaskView", "Task");

        SchemaNames.complete(document);

        assertThat(document.getComponents().getSchemas()).containsOnlyKeys("Task", "TaskView");
    }

    @Test
    void followsReferencesInAnswersAndSaysNoTypeBesideThem() {
        OpenAPI document = document("QuoteView");
        Schema answer = createSchema().ref("QuoteView").type(List.of(SchemaType.OBJECT));
        document.paths(createPaths()
                .addPathItem(
                        "/quotes",
                        createPathItem()
                                .GET(createOperation()
                                        .responses(createAPIResponses()
                                                .addAPIResponse(
                                                        "200",
                                                        createAPIResponse()
                                                                .content(createContent()
                                                                        .addMediaType(
                                                                                "application/json",
                                                                                createMediaType()
                                                                                        .schema(answer))))))));

        SchemaNames.complete(document);

        assertThat(answer.getRef()).isEqualTo(COMPONENT + "Quote");
        assertThat(answer.getType()).isNull();
    }

    @Test
    void ordersParametersAsThePathHasThemAndHeadersAlwaysAlike() {
        OpenAPI document = document("Line");
        schema(document, "Line").addProperty("lineId", createSchema().ref("UUID"));
        Operation operation = createOperation()
                .parameters(List.of(
                        parameter(In.HEADER, "Cpq-Correlation-Id"),
                        parameter(In.QUERY, "fields"),
                        parameter(In.HEADER, "If-Match"),
                        parameter(In.PATH, "lineId"),
                        parameter(In.HEADER, "Idempotency-Key"),
                        parameter(In.PATH, "alias")));

        new ClientParameters(document.getComponents()).complete("/things/{lineId}/names/{alias}", operation);

        assertThat(operation.getParameters())
                .extracting(Parameter::getName)
                .containsExactly("lineId", "alias", "fields", "Idempotency-Key", "If-Match", "Cpq-Correlation-Id");
        assertThat(operation.getParameters().getFirst().getSchema().getRef()).isEqualTo(COMPONENT + "UUID");
        assertThat(operation.getParameters().get(1).getSchema().getType()).containsExactly(SchemaType.STRING);
    }

    private static Parameter parameter(In place, String name) {
        return createParameter().in(place).name(name).schema(createSchema());
    }

    private static OpenAPI document(String... schemas) {
        OpenAPI document = createOpenAPI().components(createComponents());
        for (String name : schemas) {
            document.getComponents().addSchema(name, createSchema());
        }
        return document;
    }

    private static Schema schema(OpenAPI document, String name) {
        return document.getComponents().getSchemas().get(name);
    }

    private static Schema listOf(String name) {
        return createSchema().items(createSchema().ref(name));
    }
}
