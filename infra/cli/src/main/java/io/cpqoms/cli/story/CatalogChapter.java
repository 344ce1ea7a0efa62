package io.cpqoms.cli.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.catalog.CatalogFile;
import io.cpqoms.cli.client.QuoteClient;
import io.cpqoms.cli.console.Json;
import java.util.List;

/** A catalog version is drafted and published: products, prices, and how each product is fulfilled. */
final class CatalogChapter implements Chapter {
    @Override
    public String title() {
        return "A catalog version is published";
    }

    @Override
    public void tell(Scene scene) {
        CatalogFile sample = CatalogFile.sample();
        JsonNode catalog = scene.platform.quotes(scene.catalogAdmin()).publishCatalog(sample.name(), sample.products());
        scene.catalogVersionId = catalog.path("catalogVersionId").asText();
        scene.say(
                "Carla publishes %d products of telecom and cloud, in three languages and two currencies; each says what it costs, which steps fulfil it and what each step waits for."
                        .formatted(sample.products().size()));
        scene.show(
                "catalog version",
                Json.object()
                        .put("catalogVersionId", scene.catalogVersionId)
                        .put("state", catalog.path("state").asText()));
        scene.facts.equal(
                "the catalog version is published",
                "published",
                catalog.path("state").asText());
        List<String> bundles = Json.stream(sample.products())
                .filter(product -> product.has("configuration"))
                .map(product -> product.path("productId").asText())
                .toList();
        QuoteClient quotes = scene.platform.quotes(scene.sales());
        JsonNode nothing =
                Json.object().<ObjectNode>set("attributes", Json.array()).set("options", Json.array());
        scene.facts.equal(
                "whoever chooses nothing about one of the " + bundles.size() + " bundles gets something valid",
                bundles,
                bundles.stream()
                        .filter(bundle -> quotes.configure(scene.catalogVersionId, bundle, nothing)
                                .path("valid")
                                .asBoolean())
                        .toList());
    }
}
