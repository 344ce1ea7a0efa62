package io.cpqoms.cli.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.console.Json;

/** A catalog version is drafted and published: products, prices, and how each product is fulfilled. */
final class CatalogChapter implements Chapter {
    @Override
    public String title() {
        return "A catalog version is published";
    }

    @Override
    public void tell(Scene scene) {
        JsonNode catalog = scene.platform.quotes(scene.catalogAdmin()).publishCatalog("Winter offer", Offer.products());
        scene.catalogVersionId = catalog.path("catalogVersionId").asText();
        scene.say("Carla publishes %d products; each says which steps fulfil it and what each step waits for."
                .formatted(Offer.items().size()));
        scene.show(
                "catalog version",
                Json.object()
                        .put("catalogVersionId", scene.catalogVersionId)
                        .put("state", catalog.path("state").asText()));
        scene.facts.equal(
                "the catalog version is published",
                "published",
                catalog.path("state").asText());
    }
}
