package io.cpqoms.cli.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.client.QuoteClient;
import io.cpqoms.cli.console.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The products of a version in the order of their ids; a page of them is in memory at a time. */
final class CatalogProductsOf implements Iterator<JsonNode> {
    private final QuoteClient quotes;
    private final String version;
    private final Deque<JsonNode> read = new ArrayDeque<>();
    private String cursor = "";
    private boolean last;

    CatalogProductsOf(QuoteClient quotes, String version) {
        this.quotes = quotes;
        this.version = version;
    }

    @Override
    public boolean hasNext() {
        while (read.isEmpty() && !last) {
            JsonNode page = quotes.catalogProducts(version, cursor);
            read.addAll(Json.list(page.path("items")));
            cursor = page.path("nextCursor").asText("");
            last = cursor.isEmpty() || cursor.equals("null");
        }
        return !read.isEmpty();
    }

    @Override
    public JsonNode next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more products in " + version);
        }
        return read.remove();
    }
}
