package io.cpqoms.cli.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.cpqoms.cli.console.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The form of a catalog file, which is {@code catalog-file.json}, a JSON Schema: what the service would take, but for names, which are a map
 * from language to name here, and plans, which are written once for all products that are fulfilled alike.
 */
final class CatalogForm {
    private static final String ID = "urn:cpq:schema:catalog-file";

    private CatalogForm() {}

    static List<FileFault> faults(YamlDocument document) {
        return schema().validate(document.content()).stream()
                .map(error -> {
                    String path = path(error.getInstanceLocation().toString());
                    String property = error.getProperty();
                    boolean unknown = "additionalProperties".equals(error.getKeyword()) && property != null;
                    return unknown
                            ? document.fault(
                                    path.isEmpty() ? property : path + "." + property, "there is no such member")
                            : document.fault(path, error.getMessage());
                })
                .distinct()
                .toList();
    }

    /** The members of a map, as the service has them. */
    static void listNames(ObjectNode named) {
        JsonNode names = named.remove("names");
        if (names == null) {
            return;
        }
        ArrayNode list = Json.array();
        for (Map.Entry<String, JsonNode> name : names.properties()) {
            list.addObject().put("language", name.getKey()).set("name", name.getValue());
        }
        named.set("names", list);
    }

    /** The other way round. */
    static void mapNames(ObjectNode named) {
        JsonNode names = named.remove("names");
        if (names == null) {
            return;
        }
        ObjectNode map = Json.object();
        names.forEach(name -> map.set(name.path("language").asText(), name.path("name")));
        named.set("names", map);
    }

    private static Schema schema() {
        try (InputStream file = Objects.requireNonNull(CatalogForm.class.getResourceAsStream("catalog-file.json"))) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return SchemaRegistry.withDefaultDialect(
                            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(ID, text)))
                    .getSchema(SchemaLocation.of(ID));
        } catch (IOException e) {
            throw new UncheckedIOException("the form of catalog files is not readable", e);
        }
    }

    /** A place as problems of the service write it: {@code products[3].name} of {@code /products/3/name}. */
    private static String path(String pointer) {
        String path = pointer.replaceAll("/(\\d+)(?=/|$)", "[$1]").replace('/', '.');
        return path.startsWith(".") ? path.substring(1) : path;
    }
}
