package io.cpqoms.cli.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What differs between two catalog versions: both are walked side by side in the order of their ids, so neither is in memory whole. */
final class CatalogComparison {

    private CatalogComparison() {}

    /** What happened to a product from one version to the other. */
    enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /** @param words what changed, one thing each; of a product that is new or gone its name */
    record Difference(Kind kind, String productId, List<String> words) {
        Difference {
            words = List.copyOf(words);
        }
    }

    /** Both must be in the order of their ids. */
    static List<Difference> between(Iterator<JsonNode> from, Iterator<JsonNode> to) {
        List<Difference> differences = new ArrayList<>();
        Optional<JsonNode> old = next(from);
        Optional<JsonNode> now = next(to);
        while (old.isPresent() || now.isPresent()) {
            int order = old.isEmpty() ? 1 : now.isEmpty() ? -1 : id(old.get()).compareTo(id(now.get()));
            if (order < 0) {
                old.ifPresent(gone -> differences.add(of(Kind.REMOVED, gone, List.of(name(gone)))));
            } else if (order > 0) {
                now.ifPresent(added -> differences.add(of(Kind.ADDED, added, List.of(name(added)))));
            } else {
                List<String> words = ProductChanges.between(old.get(), now.get());
                if (!words.isEmpty()) {
                    differences.add(of(Kind.CHANGED, now.get(), words));
                }
            }
            old = order <= 0 ? next(from) : old;
            now = order >= 0 ? next(to) : now;
        }
        return differences;
    }

    private static Difference of(Kind kind, JsonNode product, List<String> words) {
        return new Difference(kind, id(product), words);
    }

    private static Optional<JsonNode> next(Iterator<JsonNode> products) {
        return products.hasNext() ? Optional.of(products.next()) : Optional.empty();
    }

    private static String id(JsonNode product) {
        return product.path("productId").asText();
    }

    private static String name(JsonNode product) {
        return product.path("name").asText();
    }
}
