package io.cpqoms.cli.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cpqoms.cli.console.Json;
import java.util.Iterator;

/** Writes a version as the file from which it could be imported. */
final class CatalogExport {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    private CatalogExport() {}

    static String yaml(String name, Iterator<JsonNode> products) {
        ObjectNode file = Json.object().put("name", name);
        ArrayNode rows = file.putArray("products");
        products.forEachRemaining(product -> {
            ObjectNode row = (ObjectNode) product;
            CatalogForm.mapNames(row);
            row.path("charges").forEach(charge -> CatalogForm.mapNames((ObjectNode) charge));
            rows.add(row);
        });
        try {
            return YAML.writeValueAsString(file);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always writable", e);
        }
    }
}
