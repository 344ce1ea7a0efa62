package io.cpqoms.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Answers a body that says it is longer than the server reads, before one byte of it is read. */
@Singleton
public class BodyLimit {

    /** Before the server's own check, which answers without a word. */
    private static final int BEFORE_THE_SERVER = 100;

    /** A body this many times longer than the limit is cut off. */
    private static final int STILL_PASSED_OVER = 4;

    private final Optional<MemorySize> limit;
    private final ObjectMapper json;

    BodyLimit(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") Optional<MemorySize> limit, ObjectMapper json) {
        this.limit = limit;
        this.json = json;
    }

    void register(@Observes Filters filters) {
        limit.ifPresent(
                size -> filters.register(request -> refuseOrGoOn(request, size.asLongValue()), BEFORE_THE_SERVER));
    }

    static Problem tooLarge(long most) {
        return Problem.of(413, "body-too-large", "Body too large", "The body must have at most " + most + " bytes.");
    }

    private void refuseOrGoOn(RoutingContext request, long most) {
        if (length(request) <= most) {
            request.next();
            return;
        }
        Problem problem = tooLarge(most);
        UUID correlationId = UUID.randomUUID();
        HttpServerResponse response = request.response()
                .setStatusCode(problem.status())
                .putHeader(Caller.CORRELATION_ID, correlationId.toString())
                .putHeader("Content-Type", ProblemMapper.PROBLEM_JSON);
        String body = json.valueToTree(problem.members(request.normalizedPath(), correlationId))
                .toString();
        if (length(request) > most * STILL_PASSED_OVER) {
            response.putHeader("Connection", "close")
                    .end(body)
                    .onComplete(sent -> request.request().connection().close());
            return;
        }
        // A client that is still sending doesn't hear an answer over a connection that is closed.
        request.request()
                .handler(passedOver -> {})
                .endHandler(sent -> response.end(body))
                .resume();
    }

    private static long length(RoutingContext request) {
        String length = request.request().getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException nonsense) {
            // The server has refused it, or will.
            return 0;
        }
    }
}
