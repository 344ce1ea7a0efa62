package io.cpqoms.command.openapi;

import static org.eclipse.microprofile.openapi.OASFactory.createHeader;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import io.cpqoms.command.Caller;
import io.cpqoms.command.Commands;
import java.util.List;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** The parts that every API document refers to: the problem, its violations, and the headers of answers. */
final class SharedComponents {

    static final String PROBLEM = "Problem";
    static final String ETAG = "ETag";
    static final String LOCATION = "Location";
    static final String RETRY_AFTER = "Retry-After";

    static final String ETAG_PATTERN = "\"\\d{1,18}(-[0-9a-f]{16})?\"";

    private static final String VIOLATION = "Violation";

    private SharedComponents() {}

    static void addTo(Components components) {
        components.addSchema(VIOLATION, violation());
        components.addSchema(PROBLEM, problem());
        components.addHeader(
                Caller.CORRELATION_ID,
                header("The conversation this belongs to, a UUID; the logs have it.", text("uuid"), true));
        components.addHeader(
                ETAG,
                header(
                        "The version in quotes, with a hash of the body where it was read; send it back as If-Match,"
                                + " where the version counts, or as If-None-Match, where the whole of it does.",
                        text().pattern(ETAG_PATTERN),
                        true));
        components.addHeader(LOCATION, header("Where the created thing is.", text(), true));
        components.addHeader(
                Commands.REPLAYED,
                header(
                        "true when this is the first answer to the key, given again.",
                        text().enumeration(List.of("true")),
                        false));
        components.addHeader(RETRY_AFTER, header("Seconds until another try makes sense.", number(), false));
    }

    private static Schema violation() {
        return object().description("One field that is wrong, and what would be right.")
                .addProperty("field", text().description("Where, as the client wrote it: lines[0].quantity."))
                .addProperty("message", text().description("What would be right."))
                .required(List.of("field", "message"));
    }

    /** The extension members of all services: which are there depends on the type. */
    private static Schema problem() {
        return object().description(
                        "What was refused, why, and what would be right (RFC 9457). Which of the further members are"
                                + " there depends on the type.")
                .addProperty(
                        "type", text().pattern("urn:cpq:problem:.+").description("Stable; clients may switch on it."))
                .addProperty("title", text().description("The type in words."))
                .addProperty("status", number())
                .addProperty("detail", text().description("What would be right here."))
                .addProperty("instance", text().description("The path that was asked."))
                .addProperty("correlationId", text("uuid").description("Under which the logs have it."))
                .addProperty(
                        "violations",
                        list(createSchema().ref("#/components/schemas/" + VIOLATION))
                                .description("invalid-input: the fields that are wrong."))
                .addProperty(
                        "moreViolations",
                        number().description("invalid-input: how many more there are than are listed, at least."))
                .addProperty("retryAfter", number().description("Seconds until another try makes sense."))
                .addProperty("currentVersion", number().format("int64").description("stale-version: the version now."))
                .addProperty("state", text().description("illegal-transition: the state that refuses."))
                .addProperty("legalCommands", list(text()).description("illegal-transition: what is legal now."))
                .addProperty("legalRepairs", list(text()).description("repair-not-legal: what is legal here."))
                .addProperty(
                        "repairs",
                        list(text())
                                .description("invalid-configuration: for each line the smallest change that mends it."))
                .addProperty("waitsFor", list(text()).description("task-waits: the tasks that come first."))
                .required(List.of("type", "title", "status", "detail", "instance", "correlationId"));
    }

    static Schema text() {
        return createSchema().type(List.of(SchemaType.STRING));
    }

    static Schema text(String format) {
        return text().format(format);
    }

    private static Schema number() {
        return createSchema().type(List.of(SchemaType.INTEGER));
    }

    private static Schema object() {
        return createSchema().type(List.of(SchemaType.OBJECT));
    }

    private static Schema list(Schema items) {
        return createSchema().type(List.of(SchemaType.ARRAY)).items(items);
    }

    private static Header header(String description, Schema schema, boolean always) {
        return createHeader().description(description).schema(schema).required(always);
    }
}
