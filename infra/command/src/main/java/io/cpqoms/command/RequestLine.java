package io.cpqoms.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/**
 * Answers a request whose path or Host header is none, in the words of every other refusal: the router refuses it before any filter sees
 * it, and names its own classes.
 *
 * <p>What is no URI at all the server answers before its router, with 400 and without a word; nothing here can mend that.
 */
@Singleton
public class RequestLine {

    private static final int BAD_REQUEST = 400;
    private static final String RIGHT = "The path must begin with /, and the header Host name this server once.";

    private final ObjectMapper json;

    RequestLine(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::refuseOrPassOn);
    }

    private void refuseOrPassOn(RoutingContext request) {
        if (request.statusCode() != BAD_REQUEST || request.response().ended()) {
            request.next();
            return;
        }
        Problem problem = Problem.of(BAD_REQUEST, "malformed-request", "Malformed request", RIGHT);
        UUID correlationId = UUID.randomUUID();
        String path = Optional.ofNullable(request.request().path()).orElse("");
        request.response()
                .setStatusCode(problem.status())
                .putHeader(Caller.CORRELATION_ID, correlationId.toString())
                .putHeader("Content-Type", ProblemMapper.PROBLEM_JSON)
                .end(json.valueToTree(problem.members(path, correlationId)).toString());
    }
}
