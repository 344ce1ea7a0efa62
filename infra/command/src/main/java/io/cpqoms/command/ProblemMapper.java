package io.cpqoms.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.cpqoms.command.stored.NewerFormException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns everything that can go wrong at the REST edge into problem+json; what is unexpected is logged and leaks nothing. */
@Singleton
public class ProblemMapper {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);
    static final String PROBLEM_JSON = "application/problem+json";
    private static final String NOTHING_HERE = "There is nothing at this path; /q/openapi lists what there is.";
    private static final String SEND_JSON = "Send the body as application/json in UTF-8.";

    private final Caller caller;
    private final ObjectMapper json;

    public ProblemMapper(Caller caller, ObjectMapper json) {
        this.caller = caller;
        this.json = json;
    }

    static Problem nothingHere() {
        return Problem.of(404, "not-found", "Not Found", NOTHING_HERE);
    }

    static Problem unsupportedMediaType() {
        return Problem.of(415, "unsupported-media-type", "Unsupported Media Type", SEND_JSON);
    }

    @ServerExceptionMapper
    public Response refusal(ProblemException refusal, UriInfo uri) {
        return answer(refusal.problem(), uri);
    }

    @ServerExceptionMapper
    public Response newerForm(NewerFormException newer, UriInfo uri) {
        LOG.atWarn().setCause(newer).log("an older instance met what a newer one wrote");
        return answer(
                Problem.of(
                                503,
                                "newer-form",
                                "Newer form",
                                "A newer release wrote this and the instance that answers can't read it yet; nothing was"
                                        + " changed. Send it again in a moment.")
                        .with(Problem.RETRY_AFTER, 5),
                uri);
    }

    @ServerExceptionMapper
    public Response badFields(ConstraintViolationException broken, UriInfo uri) {
        List<Violation> violations = broken.getConstraintViolations().stream()
                .map(violation -> new Violation(BodyRules.field(violation), violation.getMessage()))
                .sorted(Violation.BY_FIELD)
                .toList();
        return answer(Problem.invalidInput(violations), uri);
    }

    @ServerExceptionMapper
    public Response badJson(MismatchedInputException mismatch, UriInfo uri) {
        return answer(JsonProblems.of(mismatch), uri);
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException failure, UriInfo uri) {
        if (failure.getCause() instanceof JsonProcessingException cause) {
            return answer(JsonProblems.of(cause), uri);
        }
        Response.StatusType status = failure.getResponse().getStatusInfo();
        if (status.getStatusCode() >= 500) {
            return unexpected(failure, uri);
        }
        String slug = status.getReasonPhrase().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
        String detail = switch (status.getStatusCode()) {
            case 404 -> NOTHING_HERE;
            case 405 -> "This path does not take this method; /q/openapi lists what it takes.";
            case 415 -> SEND_JSON;
            case 406 -> "Accept names none of the types that are answered here; /q/openapi says which are.";
            default -> status.getReasonPhrase();
        };
        return answer(Problem.of(status.getStatusCode(), slug, status.getReasonPhrase(), detail), uri);
    }

    @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class})
    public Response unauthenticated(SecurityException refused, UriInfo uri) {
        return answer(Problem.unauthenticated(reason(refused)), uri);
    }

    private static String reason(Throwable refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof TokenReader.IllTypedClaim illTyped) {
                return illTyped.detail();
            }
        }
        return "Send a valid bearer token of this platform's issuer (claim iss) that is meant for it (claim aud).";
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException refused, UriInfo uri) {
        return answer(Problem.forbidden(caller.tooFewRoles()), uri);
    }

    @ServerExceptionMapper
    public Response unexpected(Exception failure, UriInfo uri) {
        LOG.atError().addKeyValue("path", uri.getPath()).setCause(failure).log("request failed");
        return answer(
                Problem.of(
                        500,
                        "unexpected",
                        "Unexpected failure",
                        "Something failed on our side and nothing was changed; the log has it under the correlation id."),
                uri);
    }

    private Response answer(Problem problem, UriInfo uri) {
        UUID correlationId = caller.answeredCorrelationId();
        Response.ResponseBuilder response = Response.status(problem.status())
                .type(PROBLEM_JSON)
                .header(Caller.CORRELATION_ID, correlationId)
                .entity(json.valueToTree(problem.members(uri.getPath(), correlationId))
                        .toString());
        if (problem.status() == 401) {
            response.header("WWW-Authenticate", "Bearer");
        }
        Object retryAfter = problem.extensions().get(Problem.RETRY_AFTER);
        if (retryAfter != null) {
            response.header("Retry-After", retryAfter);
        }
        return response.build();
    }
}
