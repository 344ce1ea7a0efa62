package io.cpqoms.command;

import io.cpqoms.command.Operation.Body;
import io.cpqoms.command.Operation.Input;
import io.cpqoms.command.Operation.Place;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * What stands between the network and every resource: parameters are of their types and sent once, bodies are there where
 * they are due and nowhere else, and everything is text that can be kept.
 *
 * <p>It runs after the caller's roles are known and before anything is read for the method, so that no resource needs to
 * remember it. A parameter that nobody asked for is passed over; one that is sent twice is refused, because nobody can know
 * which was meant.
 */
@Singleton
public class RequestGate {

    private final Map<Method, Operation> operations = new ConcurrentHashMap<>();
    private final JsonForm form = new JsonForm();
    private final RequestBody bodies = new RequestBody();

    @ServerRequestFilter
    public void check(ContainerRequestContext request, ResourceInfo resource, RoutingContext routing)
            throws IOException {
        Operation operation = operations.computeIfAbsent(resource.getResourceMethod(), Operation::of);
        List<Violation> violations = new ArrayList<>();
        for (Input input : operation.inputs()) {
            objection(request, input).ifPresent(message -> violations.add(new Violation(input.name(), message)));
        }
        if (!violations.isEmpty()) {
            throw Problem.invalidInput(violations).asException();
        }
        if (operation.body() == Body.NONE || isJson(request)) {
            read(request, operation.body(), bodies.read(request, routing));
        }
    }

    private void read(ContainerRequestContext request, Body due, byte[] body) {
        String text = Utf8.read(body);
        boolean empty = text.isBlank();
        if (due == Body.NONE) {
            refuseBody(request, text, empty);
        } else if (!empty) {
            form.check(text);
        } else if (due == Body.REQUIRED) {
            throw Problem.invalidInput("body", JsonForm.EMPTY).asException();
        }
        request.setEntityStream(new ByteArrayInputStream(empty ? new byte[0] : body));
    }

    /** Nothing, white space and an empty object say nothing; whatever else somebody sends, he means something by it. */
    private static void refuseBody(ContainerRequestContext request, String text, boolean empty) {
        if (empty) {
            return;
        }
        // What only reads takes no media type that would be right.
        if (!isJson(request) && !request.getMethod().equals("GET")) {
            throw ProblemMapper.unsupportedMediaType().asException();
        }
        if (!text.strip().matches("\\{\\s*}")) {
            throw Problem.invalidInput("body", "must be empty or {}; this operation takes no body")
                    .asException();
        }
    }

    private static boolean isJson(ContainerRequestContext request) {
        try {
            MediaType type = request.getMediaType();
            return type == null || type.isCompatible(MediaType.APPLICATION_JSON_TYPE);
        } catch (IllegalArgumentException nonsense) {
            return false;
        }
    }

    private static Optional<String> objection(ContainerRequestContext request, Input input) {
        List<String> sent = sent(request, input);
        if (sent.size() > 1 && input.place() == Place.QUERY && !input.takesMany()) {
            return Optional.of("is there " + sent.size() + " times; send it once");
        }
        for (String text : sent) {
            Optional<String> objection = ParameterText.objection(text, input.type());
            if (objection.isPresent() && input.place() == Place.PATH && ParameterText.isStorable(text)) {
                // What is no id of ours names nothing, like every unknown one.
                throw ProblemMapper.nothingHere().asException();
            }
            if (objection.isPresent()) {
                return objection;
            }
        }
        return Optional.empty();
    }

    private static List<String> sent(ContainerRequestContext request, Input input) {
        List<String> sent = switch (input.place()) {
            case PATH -> request.getUriInfo().getPathParameters().get(input.name());
            case QUERY -> query(request, input.name());
            case HEADER -> request.getHeaders().get(input.name());
        };
        return sent == null ? List.of() : sent;
    }

    /** In whatever case the name is written: the resource is given the parameter whatever its case, too. */
    private static List<String> query(ContainerRequestContext request, String name) {
        return request.getUriInfo().getQueryParameters().entrySet().stream()
                .filter(parameter -> parameter.getKey().equalsIgnoreCase(name))
                .flatMap(parameter -> parameter.getValue().stream())
                .toList();
    }
}
