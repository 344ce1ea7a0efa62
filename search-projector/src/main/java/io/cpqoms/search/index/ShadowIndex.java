package io.cpqoms.search.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index that a rebuild fills, made with today's mappings behind an alias of its own, and removed if it comes to that.
 * What is live is never deleted, nor what queries still read.
 */
@ApplicationScoped
public class ShadowIndex {

    private static final Logger LOG = LoggerFactory.getLogger(ShadowIndex.class);
    private static final Generation SHADOW = new Generation.Shadow();

    private final IndexCalls calls;
    private final LiveAlias alias;
    private final ObjectMapper json;

    ShadowIndex(IndexCalls calls, LiveAlias alias, ObjectMapper json) {
        this.calls = calls;
        this.alias = alias;
        this.json = json;
    }

    /** Makes the index, unless this rebuild has made it before; leftovers of other rebuilds go. */
    @Transactional
    public void open(DocumentKind kind, String name) {
        if (!calls.exists(name)) {
            removeAllBut(kind, Set.of(alias.follow(kind)));
            calls.create(kind, name);
        }
        calls.point(SHADOW.target(kind), name);
    }

    /** Lets queries follow to what is live, and removes the shadow's alias and every index of the kind that is not live. */
    @Transactional
    public void tidy(DocumentKind kind) {
        String live = alias.follow(kind);
        if (calls.behind(SHADOW.target(kind)).contains(live)) {
            calls.call("DELETE", "/" + live + "/_alias/" + SHADOW.target(kind), "")
                    .orFail("the shadow's alias could not be taken from " + live);
        }
        removeAllBut(kind, Set.of(live));
    }

    /** Documents in the shadow, after all that was written has become visible. */
    public long count(DocumentKind kind) {
        String shadow = SHADOW.target(kind);
        calls.call("POST", "/" + shadow + "/_refresh", "").orFail("the shadow could not be refreshed");
        return calls.call("GET", "/" + shadow + "/_count", "")
                .orFail("the shadow could not be counted")
                .path("count")
                .asLong(-1);
    }

    /** What of these documents the shadow lacks, or holds in another version or with another content. */
    public List<String> differences(DocumentKind kind, List<IndexedDocument> expected) {
        ObjectNode ids = json.createObjectNode();
        ArrayNode wanted = ids.putArray("ids");
        expected.forEach(document -> wanted.add(document.documentId()));
        JsonNode found = calls.call("POST", "/" + SHADOW.target(kind) + "/_mget", ids.toString())
                .orFail("the shadow could not be read")
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

    private void removeAllBut(DocumentKind kind, Set<String> stay) {
        JsonNode all = calls.call("GET", "/_cat/indices/" + kind.alias() + "-*?format=json&h=index", "")
                .orFail("the indexes could not be listed");
        for (JsonNode entry : all) {
            String index = entry.path("index").asText();
            if (!stay.contains(index)) {
                calls.call("DELETE", "/" + index, "").orFail("index " + index + " could not be deleted");
                LOG.atInfo().addKeyValue("index", index).log("index that is not live removed");
            }
        }
    }
}
