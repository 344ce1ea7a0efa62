package io.cpqoms.cli.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.console.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A whole catalog version as a file says it, checked against the form before anything is sent. */
public final class CatalogFile {
    /** What names the file that comes with this program. */
    static final String SAMPLE = "sample";

    private final YamlDocument document;
    private final List<FileFault> faults;
    private final String text;
    private final List<ObjectNode> products = new ArrayList<>();

    private CatalogFile(String name, String text) {
        this.document = YamlDocument.of(name, text);
        this.text = text;
        this.faults = new ArrayList<>(document.faults());
        if (faults.isEmpty()) {
            faults.addAll(CatalogForm.faults(document));
        }
        if (faults.isEmpty()) {
            translate();
        }
    }

    /** The telecom and cloud catalog that comes with this program. */
    public static CatalogFile sample() {
        try (InputStream file = Objects.requireNonNull(CatalogFile.class.getResourceAsStream("sample.yaml"))) {
            CatalogFile sample = of("sample.yaml", new String(file.readAllBytes(), StandardCharsets.UTF_8));
            sample.requireSound();
            return sample;
        } catch (IOException e) {
            throw new UncheckedIOException("the sample is not readable", e);
        }
    }

    /** @throws CpqFailure when there is no such file */
    static CatalogFile read(Path file) {
        return of(String.valueOf(file.getFileName()), text(file));
    }

    static CatalogFile of(String name, String text) {
        return new CatalogFile(name, text);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw CpqFailure.environment("there is no file " + file);
        } catch (IOException e) {
            throw CpqFailure.environment(file + " can't be read as UTF-8: " + e.getMessage(), e);
        }
    }

    String text() {
        return text;
    }

    public String name() {
        return document.content().path("name").asText();
    }

    /** The products as the commands of quote-service take them. */
    public ArrayNode products() {
        ArrayNode all = Json.array();
        products.forEach(all::add);
        return all;
    }

    List<ObjectNode> rows() {
        return products;
    }

    /** Everything that is wrong with the form. */
    List<FileFault> faults() {
        return List.copyOf(faults);
    }

    /** What a service says against a member, with its line. */
    FileFault fault(String path, String message) {
        return document.fault(path, message);
    }

    Optional<Integer> place(String productId) {
        for (int place = 0; place < products.size(); place++) {
            if (products.get(place).path("productId").asText().equals(productId)) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    private void requireSound() {
        if (!faults.isEmpty()) {
            throw new IllegalStateException("the sample has faults: " + faults);
        }
    }

    private void translate() {
        JsonNode plans = document.content().path("plans");
        Map<String, Integer> places = new HashMap<>();
        for (JsonNode row : document.content().path("products")) {
            String place = "products[" + products.size() + "]";
            ObjectNode product = (ObjectNode) row;
            Integer before = places.putIfAbsent(product.path("productId").asText(), products.size());
            if (before != null) {
                faults.add(fault(place + ".productId", "is the product of products[" + before + "]"));
            }
            if (!product.has("discontinued")) {
                product.put("discontinued", false);
            }
            plan(product, plans, place);
            CatalogForm.listNames(product);
            product.path("charges").forEach(charge -> CatalogForm.listNames((ObjectNode) charge));
            products.add(product);
        }
    }

    private void plan(ObjectNode product, JsonNode plans, String place) {
        JsonNode plan = product.remove("plan");
        if ((plan == null) == !product.has("fulfilment")) {
            faults.add(fault(place, "needs either fulfilment or the name of a plan"));
        } else if (plan != null && !plans.has(plan.asText())) {
            faults.add(fault(place + ".plan", "there is no plan " + plan.asText()));
        } else if (plan != null) {
            product.set("fulfilment", plans.path(plan.asText()).deepCopy());
        }
    }
}
