package io.cpqoms.command;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns everything that can go wrong at the REST edge into problem+json; what is unexpected is logged and leaks nothing. */
@Singleton
public class ProblemMapper {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);
    private static final String PROBLEM_JSON = "application/problem+json";

    private final Caller caller;
    private final ObjectMapper json;

    public ProblemMapper(Caller caller, ObjectMapper json) {
        this.caller = caller;
        this.json = json;
    }

    @ServerExceptionMapper
    public Response refusal(ProblemException refusal, UriInfo uri) {
        return answer(refusal.problem(), uri);
    }

    @ServerExceptionMapper
    public Response badFields(ConstraintViolationException broken, UriInfo uri) {
        List<Violation> violations = broken.getConstraintViolations().stream()
                .map(violation -> new Violation(field(violation), violation.getMessage()))
                .sorted(Comparator.comparing(Violation::field).thenComparing(Violation::message))
                .toList();
        return answer(Problem.invalidInput(violations), uri);
    }

    @ServerExceptionMapper
    public Response badJson(MismatchedInputException mismatch, UriInfo uri) {
        return answer(ofJson(mismatch), uri);
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException failure, UriInfo uri) {
        if (failure.getCause() instanceof JsonProcessingException cause) {
            return answer(ofJson(cause), uri);
        }
        Response.StatusType status = failure.getResponse().getStatusInfo();
        if (status.getStatusCode() >= 500) {
            return unexpected(failure, uri);
        }
        String slug = status.getReasonPhrase().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
        String detail = switch (status.getStatusCode()) {
            case 404 -> "There is nothing at this path; /q/openapi lists what there is.";
            case 405 -> "This path does not take this method; /q/openapi lists what it takes.";
            case 415 -> "Send the body as application/json.";
            case 406 -> "This service answers application/json.";
            default -> status.getReasonPhrase();
        };
        return answer(Problem.of(status.getStatusCode(), slug, status.getReasonPhrase(), detail), uri);
    }

    @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class})
    public Response unauthenticated(SecurityException refused, UriInfo uri) {
        return answer(
                Problem.unauthenticated(
                        "Send a valid bearer token of this platform's issuer (claim iss) that is meant for it (claim aud)."),
                uri);
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException refused, UriInfo uri) {
        return answer(Problem.forbidden(caller.tooFewRoles()), uri);
    }

    @ServerExceptionMapper
    public Response unexpected(Exception failure, UriInfo uri) {
        UUID correlationId = correlationId();
        LOG.atError()
                .addKeyValue("correlationId", correlationId)
                .addKeyValue("path", uri.getPath())
                .setCause(failure)
                .log("request failed");
        return answer(
                Problem.of(
                        500,
                        "unexpected",
                        "Unexpected failure",
                        "Something failed on our side and nothing was changed; the log has it under the correlation id."),
                uri);
    }

    private Response answer(Problem problem, UriInfo uri) {
        UUID correlationId = correlationId();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:cpq:problem:" + problem.slug());
        body.put("title", problem.title());
        body.put("status", problem.status());
        body.put("detail", problem.detail());
        body.put("instance", uri.getPath());
        body.put("correlationId", correlationId);
        body.putAll(problem.extensions());
        if (!problem.violations().isEmpty()) {
            body.put("violations", problem.violations());
        }
        Response.ResponseBuilder response = Response.status(problem.status())
                .type(PROBLEM_JSON)
                .header(Caller.CORRELATION_ID, correlationId)
                .entity(json.valueToTree(body).toString());
        if (problem.status() == 401) {
            response.header("WWW-Authenticate", "Bearer");
        }
        Object retryAfter = problem.extensions().get(Problem.RETRY_AFTER);
        if (retryAfter != null) {
            response.header("Retry-After", retryAfter);
        }
        return response.build();
    }

    /** The request's own correlation id; a fresh one when the header itself is what is wrong. */
    private UUID correlationId() {
        try {
            return caller.correlationId();
        } catch (ProblemException malformedHeader) {
            return UUID.randomUUID();
        }
    }

    private static Problem ofJson(JsonProcessingException failure) {
        if (!(failure instanceof JsonMappingException mapping)) {
            return Problem.malformedJson(failure.getOriginalMessage() + at(failure.getLocation()));
        }
        if (mapping.getCause() instanceof JsonProcessingException cause && !(cause instanceof JsonMappingException)) {
            return Problem.malformedJson(cause.getOriginalMessage() + at(cause.getLocation()));
        }
        String field = path(mapping);
        return switch (mapping) {
            case UnrecognizedPropertyException unknown ->
                Problem.invalidInput(field, "unknown property; known here: " + known(unknown));
            case InvalidFormatException format ->
                Problem.invalidInput(field, "must be " + expected(format.getTargetType()) + at(mapping.getLocation()));
            case ValueInstantiationException refused
            when refused.getCause() instanceof IllegalArgumentException cause ->
                Problem.invalidInput(field, String.valueOf(cause.getMessage()));
            case MismatchedInputException mismatch
            when String.valueOf(mismatch.getMessage()).startsWith("Trailing token") ->
                Problem.malformedJson(
                        "Something follows the document" + at(mismatch.getLocation()) + "; send one document.");
            case MismatchedInputException mismatch
            when String.valueOf(mismatch.getMessage()).startsWith("No content") ->
                Problem.malformedJson("The body is empty; send a JSON document.");
            case MismatchedInputException mismatch ->
                Problem.invalidInput(
                        field, "must be " + expected(mismatch.getTargetType()) + at(mapping.getLocation()));
            default -> Problem.invalidInput(field, "is not what this service expects" + at(mapping.getLocation()));
        };
    }

    private static String at(JsonLocation location) {
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

    private static String expected(Class<?> type) {
        if (type == null) {
            return "another JSON type";
        }
        if (type.isEnum()) {
            return "one of the listed values";
        }
        return switch (type.getSimpleName()) {
            case "String" -> "text in quotes";
            case "int", "Integer", "long", "Long" -> "a whole number without quotes";
            case "boolean", "Boolean" -> "true or false";
            case "Instant" -> "an instant such as 2026-12-31T23:00:00Z";
            case "UUID" -> "a UUID";
            case "List", "ArrayList" -> "a list";
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
        return path.isEmpty() ? "body" : path.toString();
    }

    /** The path as the client wrote it: without the method and its parameter, which for a body has no name in JSON. */
    private static String field(ConstraintViolation<?> violation) {
        List<String> steps = new ArrayList<>();
        for (Path.Node node : violation.getPropertyPath()) {
            boolean ofTheMethod = node.getKind() == ElementKind.METHOD || node.getKind() == ElementKind.PARAMETER;
            if (!ofTheMethod) {
                steps.add(node.toString());
            }
        }
        return steps.isEmpty() ? "body" : String.join(".", steps);
    }
}
