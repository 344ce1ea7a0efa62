package io.cpqoms.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * What every answer to a GET goes through: only the members that the client named with {@code fields}, and nothing at all
 * (304) when it has this very body already.
 *
 * <p>A resource takes {@link FieldParameters} where members may be chosen, and sets the ETag of the version where the thing has
 * one; the rest is done here.
 */
@Singleton
public class ReadAnswers {

    private static final String CHOSEN = "io.cpqoms.command.fields";
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    private final Map<Method, Optional<FieldChoice>> choices = new ConcurrentHashMap<>();
    private final ObjectMapper json;

    public ReadAnswers(ObjectMapper json) {
        this.json = json;
    }

    /** Refuses what is no member before anything is read. */
    @ServerRequestFilter
    public void choose(ContainerRequestContext request, ResourceInfo resource) {
        String asked = request.getUriInfo().getQueryParameters().getFirst(FieldParameters.NAME);
        if (asked != null) {
            choices.computeIfAbsent(resource.getResourceMethod(), FieldChoice::of)
                    .ifPresent(choice -> request.setProperty(CHOSEN, choice.of(asked)));
        }
    }

    @ServerResponseFilter
    public void answer(ContainerRequestContext request, ContainerResponseContext answer) {
        if (!request.getMethod().equals(HttpMethod.GET) || answer.getStatus() != OK || !answer.hasEntity()) {
            return;
        }
        if (request.getProperty(CHOSEN) instanceof FieldChoice.Chosen chosen) {
            answer.setEntity(chosen.of(json.valueToTree(answer.getEntity())));
        }
        if (answer.getEntity() instanceof byte[]) {
            return; // a document, which has a tag of its own
        }
        if (answer.getHeaders().getFirst(HttpHeaders.ETAG) instanceof String version) {
            tag(request, answer, version);
        }
    }

    private void tag(ContainerRequestContext request, ContainerResponseContext answer, String version) {
        String body = written(answer.getEntity());
        EntityTag tag = EntityTag.of(version, body.getBytes(StandardCharsets.UTF_8));
        answer.getHeaders().putSingle(HttpHeaders.ETAG, tag.text());
        // A cache may keep it for this caller, and asks each time: what is in it depends on who asks and when.
        answer.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        String known = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        if (known != null && tag.isNamedIn(known)) {
            answer.setStatus(NOT_MODIFIED);
            answer.setEntity(null);
        } else {
            answer.setEntity(body, new Annotation[0], MediaType.APPLICATION_JSON_TYPE);
        }
    }

    private String written(Object entity) {
        try {
            return json.writeValueAsString(entity);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer could not be written", e);
        }
    }
}
