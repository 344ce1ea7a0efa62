package io.cpqoms.command.openapi;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createHeader;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import io.cpqoms.command.Caller;
import io.cpqoms.command.Commands;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Says in an operation's answers which problems it may have and which headers come with it. */
final class OperationAnswers {

    /** What the scanner writes where a resource says nothing. */
    private static final List<String> MEANINGLESS = List.of("Bad Request", "Not Authorized", "Not Allowed");

    private static final int FIRST_ERROR = 400;

    private OperationAnswers() {}

    /** @param versioned whether the operation answers with one thing that has a version */
    static void complete(String path, Operation operation, boolean versioned) {
        APIResponses answers = operation.getResponses();
        problems(path, operation).forEach((status, why) -> problem(answers, status, why));
        if (takes(operation, Caller.IF_NONE_MATCH)) {
            answers.addAPIResponse("304", createAPIResponse().description("It is what you have; there is no body."));
        }
        answers.getAPIResponses().forEach((status, answer) -> {
            if (isProblem(status)) {
                answer.setContent(problemContent());
            }
            headers(status, operation, answer, versioned);
        });
    }

    private static Map<String, String> problems(String path, Operation operation) {
        Map<String, String> problems = new LinkedHashMap<>();
        problems.put("400", "Malformed or missing input; violations name the fields.");
        problems.put("401", "No valid token of the platform's issuer.");
        problems.put("403", "The token's roles or its tenant do not allow this.");
        if (path.contains("{")) {
            problems.put("404", "The tenant has no such thing.");
        }
        problems.put("406", "Only " + answered(operation) + " is answered.");
        if (takes(operation, Caller.IDEMPOTENCY_KEY)) {
            problems.put("409", "The state forbids it, or a twin with this Idempotency-Key is still running.");
            problems.put("422", "This Idempotency-Key was used with another body.");
        }
        if (takes(operation, OperationParameters.IF_MATCH)) {
            problems.put("412", "It moved on; currentVersion says where it is.");
            problems.put("428", "If-Match is missing.");
        }
        if (operation.getRequestBody() != null) {
            problems.put("413", "The body is larger than this service reads; the detail says how much it does.");
        }
        if (operation.getRequestBody() != null
                || takes(operation, Caller.IDEMPOTENCY_KEY)
                || OperationParameters.isWithoutKey(operation)) {
            problems.put("415", "Only application/json is read.");
        }
        problems.put("500", "Something failed on our side and nothing was changed; the log has the correlation id.");
        problems.put("503", "What this needs is busy or away; send the same again, a command with the same key.");
        return problems;
    }

    private static String answered(Operation operation) {
        APIResponse success = operation.getResponses().getAPIResponse("200");
        return success == null || success.getContent() == null
                ? MediaType.APPLICATION_JSON
                : String.join(
                        " or ",
                        new TreeSet<>(success.getContent().getMediaTypes().keySet()));
    }

    /** Keeps the words of the resource where it has some. */
    private static void problem(APIResponses answers, String status, String why) {
        APIResponse known = answers.getAPIResponse(status);
        if (known == null) {
            answers.addAPIResponse(status, createAPIResponse().description(why));
        } else if (MEANINGLESS.contains(known.getDescription())) {
            known.setDescription(why);
        }
    }

    private static void headers(String status, Operation operation, APIResponse answer, boolean versioned) {
        refer(answer, Caller.CORRELATION_ID);
        if (isProblem(status)) {
            if (List.of("409", "503").contains(status)) {
                refer(answer, SharedComponents.RETRY_AFTER);
            }
            return;
        }
        if (takes(operation, Caller.IDEMPOTENCY_KEY)) {
            refer(answer, Commands.REPLAYED);
        }
        if (versioned) {
            refer(answer, SharedComponents.ETAG);
        }
        if (status.equals("201")) {
            refer(answer, SharedComponents.LOCATION);
        }
    }

    private static void refer(APIResponse answer, String header) {
        if (answer.getHeaders() == null || !answer.getHeaders().containsKey(header)) {
            answer.addHeader(header, createHeader().ref("#/components/headers/" + header));
        }
    }

    private static Content problemContent() {
        return createContent()
                .addMediaType(
                        "application/problem+json",
                        createMediaType()
                                .schema(createSchema().ref("#/components/schemas/" + SharedComponents.PROBLEM)));
    }

    private static boolean isProblem(String status) {
        return status.chars().allMatch(Character::isDigit) && Integer.parseInt(status) >= FIRST_ERROR;
    }

    private static boolean takes(Operation operation, String parameter) {
        return OperationParameters.find(operation, parameter).isPresent();
    }
}
