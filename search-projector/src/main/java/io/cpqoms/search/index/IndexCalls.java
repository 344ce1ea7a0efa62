package io.cpqoms.search.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.messaging.TransientFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;

/** Administrative calls to OpenSearch, and the index definitions that the service brings along. */
@ApplicationScoped
class IndexCalls {

    private static final int NOT_FOUND = 404;

    private final OpenSearchClient openSearch;
    private final ObjectMapper json;

    IndexCalls(OpenSearchClient openSearch, ObjectMapper json) {
        this.openSearch = openSearch;
        this.json = json;
    }

    /**
     * The alias that an index is made with and that lives as long as the index. Writes go through it, because OpenSearch
     * can be told to require an alias, but makes a missing index up, with guessed mappings.
     */
    static String ownAlias(String index) {
        return index + "-writes";
    }

    /** Status and body of an answer; the body is missing where there is none. */
    record Answer(int status, JsonNode body) {
        boolean ok() {
            return status < 300;
        }

        boolean isNotFound() {
            return status == NOT_FOUND;
        }

        JsonNode orFail(String otherwise) {
            if (!ok()) {
                throw new TransientFailure(otherwise + ": HTTP " + status + " " + body);
            }
            return body;
        }
    }

    Answer call(String method, String path, String body) {
        var request = Requests.builder().method(method).endpoint(path);
        try (Response response =
                openSearch.generic().execute((body.isEmpty() ? request : request.json(body)).build())) {
            String text =
                    response.getBody().map(content -> content.bodyAsString()).orElse("");
            boolean readable = text.startsWith("{") || text.startsWith("[");
            return new Answer(response.getStatus(), readable ? json.readTree(text) : MissingNode.getInstance());
        } catch (IOException e) {
            throw new TransientFailure("OpenSearch did not answer " + method + " " + path, e);
        }
    }

    boolean exists(String index) {
        Answer answer = call("HEAD", "/" + index, "");
        if (!answer.isNotFound()) {
            answer.orFail("whether there is an index " + index + " could not be read");
        }
        return answer.ok();
    }

    /** Makes an index of the kind with its own alias; another instance may be faster. */
    void create(DocumentKind kind, String index) {
        ObjectNode definition = definition(kind);
        definition.putObject("aliases").putObject(ownAlias(index));
        Answer created = call("PUT", "/" + index, definition.toString());
        if (!created.ok() && !exists(index)) {
            created.orFail("index " + index + " could not be created");
        }
    }

    /** The indexes behind an alias. */
    Set<String> behind(String alias) {
        Set<String> indexes = new TreeSet<>();
        Answer answer = call("GET", "/_alias/" + alias, "");
        if (!answer.isNotFound()) {
            answer.orFail("the alias " + alias + " could not be read")
                    .fieldNames()
                    .forEachRemaining(indexes::add);
        }
        return indexes;
    }

    /** Puts the index, and no other, behind the alias in one request; false when it is already so. */
    boolean point(String alias, String index) {
        Set<String> behind = behind(alias);
        if (behind.equals(Set.of(index))) {
            return false;
        }
        ObjectNode request = json.createObjectNode();
        ArrayNode actions = request.putArray("actions");
        behind.stream().filter(other -> !other.equals(index)).forEach(other -> action(actions, "remove", other, alias));
        action(actions, "add", index, alias);
        call("POST", "/_aliases", request.toString()).orFail("the alias " + alias + " could not be put on " + index);
        return true;
    }

    private static void action(ArrayNode actions, String what, String index, String alias) {
        actions.addObject().putObject(what).put("index", index).put("alias", alias);
    }

    private ObjectNode definition(DocumentKind kind) {
        String file = "/index/" + kind.firstIndex() + ".json";
        try (InputStream definition = IndexCalls.class.getResourceAsStream(file)) {
            if (definition == null) {
                throw new IllegalStateException("The index definition " + file + " is missing from the service");
            }
            ObjectNode node = (ObjectNode) json.readTree(definition);
            node.remove("aliases");
            return node;
        } catch (IOException e) {
            throw new IllegalStateException("The index definition " + file + " is no JSON", e);
        }
    }
}
