package io.cpqoms.command.openapi;

import io.cpqoms.command.Caller;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;

/** Says in an operation's parameters what the kit reads from every request: its headers. */
final class OperationParameters {

    static final String IF_MATCH = "If-Match";

    private static final String WITHOUT_KEY = "x-without-key";
    private static final int LONGEST_KEY = 200;
    private static final List<String> SAFE_OR_IDEMPOTENT = List.of("GET", "HEAD", "OPTIONS", "PUT");

    private OperationParameters() {}

    /** @param versioned whether the operation answers with one thing that has a version */
    static void complete(HttpMethod method, Operation operation, boolean versioned) {
        if (!SAFE_OR_IDEMPOTENT.contains(method.name()) && !isWithoutKey(operation)
                || find(operation, Caller.IDEMPOTENCY_KEY).isPresent()) {
            header(
                    operation,
                    Caller.IDEMPOTENCY_KEY,
                    "New for every command; the same key and body give the first answer again.",
                    SharedComponents.text().minLength(1).maxLength(LONGEST_KEY).pattern("[\\x21-\\x7e]+"),
                    true);
            header(
                    operation,
                    Caller.CAUSATION_ID,
                    "The message or command behind this one.",
                    SharedComponents.text("uuid"),
                    false);
        }
        if (find(operation, IF_MATCH).isPresent()) {
            header(
                    operation,
                    IF_MATCH,
                    "The version you have seen, as the ETag gave it (\"3\"), or * for any.",
                    SharedComponents.text().pattern(SharedComponents.ETAG_PATTERN + "|\\*"),
                    true);
        }
        if (versioned && method == HttpMethod.GET) {
            header(
                    operation,
                    Caller.IF_NONE_MATCH,
                    "The ETag of the answer you have; 304 without a body when you would get the same one again.",
                    SharedComponents.text(),
                    false);
        }
        header(
                operation,
                Caller.CORRELATION_ID,
                "The conversation this belongs to; one is made when it is absent.",
                SharedComponents.text("uuid"),
                false);
        header(
                operation,
                Caller.TENANT,
                "The tenant a service acts for; refused from anybody else.",
                SharedComponents.text().pattern("[a-z0-9][a-z0-9-]{1,39}"),
                false);
    }

    /** Whether it is no command of the kit's, and reads neither a key nor a cause. */
    static boolean isWithoutKey(Operation operation) {
        return operation.getExtensions() != null && operation.getExtensions().containsKey(WITHOUT_KEY);
    }

    static Optional<Parameter> find(Operation operation, String name) {
        return Optional.ofNullable(operation.getParameters()).stream()
                .flatMap(List::stream)
                .filter(parameter -> name.equals(parameter.getName()))
                .findFirst();
    }

    private static void header(Operation operation, String name, String description, Schema schema, boolean required) {
        find(operation, name)
                .orElseGet(() -> {
                    Parameter added = OASFactory.createParameter().in(In.HEADER).name(name);
                    operation.addParameter(added);
                    return added;
                })
                .description(description)
                .required(required)
                .schema(schema);
    }
}
