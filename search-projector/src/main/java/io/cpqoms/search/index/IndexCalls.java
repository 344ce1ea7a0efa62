package io.cpqoms.search.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;

/** Administrative calls to OpenSearch, and the index definitions that the service brings along. */
@ApplicationScoped
class IndexCalls {

    private final OpenSearchClient openSearch;
    private final ObjectMapper json;

    IndexCalls(OpenSearchClient openSearch, ObjectMapper json) {
        this.openSearch = openSearch;
        this.json = json;
    }

    /** Status and body of an answer; the body is missing where there is none. */
    record Answer(int status, JsonNode body) {
        boolean ok() {
            return status < 300;
        }
    }

    Answer call(String method, String path, String body) throws IOException {
        var request = Requests.builder().method(method).endpoint(path);
        try (Response response =
                openSearch.generic().execute((body.isEmpty() ? request : request.json(body)).build())) {
            String text =
                    response.getBody().map(content -> content.bodyAsString()).orElse("");
            boolean readable = text.startsWith("{") || text.startsWith("[");
            return new Answer(response.getStatus(), readable ? json.readTree(text) : MissingNode.getInstance());
        }
    }

    /** Settings and mappings of the kind's index, without an alias. */
    ObjectNode definition(DocumentKind kind) throws IOException {
        String file = "/index/" + kind.firstIndex() + ".json";
        try (InputStream definition = IndexCalls.class.getResourceAsStream(file)) {
            if (definition == null) {
                throw new IOException("The index definition " + file + " is missing from the service");
            }
            ObjectNode node = (ObjectNode) json.readTree(definition);
            node.remove("aliases");
            return node;
        }
    }
}
