package io.cpqoms.search.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.messaging.TransientFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index that a rebuild fills: made with today's mappings behind an alias of its own, put behind the live alias in one
 * atomic request, and removed if it comes to that. What the live alias points to is never deleted.
 */
@ApplicationScoped
public class ShadowIndex {

    private static final Logger LOG = LoggerFactory.getLogger(ShadowIndex.class);

    private final IndexCalls calls;
    private final ObjectMapper json;

    ShadowIndex(IndexCalls calls, ObjectMapper json) {
        this.calls = calls;
        this.json = json;
    }

    /** Makes the index, unless this rebuild has made it before; leftovers of other rebuilds go. */
    public void open(DocumentKind kind, String name) {
        if (call("HEAD", "/" + name, "").status() == 404) {
            removeAllBut(kind, name);
            require(call("PUT", "/" + name, definition(kind)), "index " + name + " could not be created");
        }
        ObjectNode actions = json.createObjectNode();
        actions.putArray("actions").add(action("add", name, Generation.SHADOW.alias(kind)));
        require(call("POST", "/_aliases", actions.toString()), "the shadow's alias could not be set");
    }

    /** Puts the index behind the live alias and takes the old one away from it, in one request. */
    public void swapIn(DocumentKind kind, String name) {
        ObjectNode actions = json.createObjectNode();
        ArrayNode list = actions.putArray("actions");
        live(kind).stream()
                .filter(old -> !old.equals(name))
                .forEach(old -> list.add(action("remove", old, Generation.LIVE.alias(kind))));
        list.add(action("add", name, Generation.LIVE.alias(kind)));
        require(call("POST", "/_aliases", actions.toString()), "the alias could not be moved to " + name);
        LOG.atInfo()
                .addKeyValue("alias", Generation.LIVE.alias(kind))
                .addKeyValue("index", name)
                .log("index swapped in");
    }

    /** Removes the shadow's alias and every index of the kind that is not live. */
    public void tidy(DocumentKind kind, String name) {
        if (live(kind).contains(name)) {
            ObjectNode actions = json.createObjectNode();
            actions.putArray("actions").add(action("remove", name, Generation.SHADOW.alias(kind)));
            call("POST", "/_aliases", actions.toString());
        }
        removeAllBut(kind, "");
    }

    /** Documents in the shadow, after all that was written has become visible. */
    public long count(DocumentKind kind) {
        String alias = Generation.SHADOW.alias(kind);
        require(call("POST", "/" + alias + "/_refresh", ""), "the shadow could not be refreshed");
        return require(call("GET", "/" + alias + "/_count", ""), "the shadow could not be counted")
                .path("count")
                .asLong(-1);
    }

    /** What of these documents the shadow lacks, or holds in another version or with another content. */
    public List<String> differences(DocumentKind kind, List<IndexedDocument> expected) {
        ObjectNode ids = json.createObjectNode();
        ArrayNode wanted = ids.putArray("ids");
        expected.forEach(document -> wanted.add(document.documentId()));
        JsonNode found = require(
                        call("POST", "/" + Generation.SHADOW.alias(kind) + "/_mget", ids.toString()),
                        "the shadow could not be read")
                .path("docs");
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            IndexedDocument document = expected.get(i);
            JsonNode stored = found.path(i);
            if (!stored.path("found").asBoolean(false)) {
                differences.add(document.documentId() + " is not in the rebuilt index");
            } else if (stored.path("_version").asLong() != document.version()
                    || !stored.path("_source").equals(reread(document))) {
                differences.add(document.documentId() + " differs between the rebuilt index and its row");
            }
        }
        return differences;
    }

    /** Numbers take the type that reading gives them, as in what the index answers. */
    private JsonNode reread(IndexedDocument document) {
        try {
            return json.readTree(document.source().toString());
        } catch (IOException e) {
            throw new IllegalStateException("A document is no JSON", e);
        }
    }

    private Set<String> live(DocumentKind kind) {
        Set<String> indexes = new HashSet<>();
        IndexCalls.Answer answer = call("GET", "/_alias/" + Generation.LIVE.alias(kind), "");
        if (answer.ok()) {
            answer.body().fieldNames().forEachRemaining(indexes::add);
        } else if (answer.status() != 404) {
            throw new TransientFailure("The live alias could not be read: HTTP " + answer.status());
        }
        return indexes;
    }

    private void removeAllBut(DocumentKind kind, String name) {
        Set<String> stay = live(kind);
        if (stay.isEmpty()) {
            // Without a live alias nobody knows which index is worth keeping.
            return;
        }
        JsonNode all = require(
                call("GET", "/_cat/indices/" + kind.alias() + "-*?format=json&h=index", ""),
                "the indexes could not be listed");
        for (JsonNode entry : all) {
            String index = entry.path("index").asText();
            if (!stay.contains(index) && !index.equals(name)) {
                require(call("DELETE", "/" + index, ""), "index " + index + " could not be deleted");
                LOG.atInfo().addKeyValue("index", index).log("index that is not live removed");
            }
        }
    }

    private ObjectNode action(String what, String index, String alias) {
        ObjectNode action = json.createObjectNode();
        action.putObject(what).put("index", index).put("alias", alias);
        return action;
    }

    private String definition(DocumentKind kind) {
        try {
            return calls.definition(kind).toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private IndexCalls.Answer call(String method, String path, String body) {
        try {
            return calls.call(method, path, body);
        } catch (IOException e) {
            throw new TransientFailure("OpenSearch did not answer " + method + " " + path, e);
        }
    }

    private static JsonNode require(IndexCalls.Answer answer, String otherwise) {
        if (!answer.ok()) {
            throw new TransientFailure(otherwise + ": HTTP " + answer.status() + " " + answer.body());
        }
        return answer.body();
    }
}
