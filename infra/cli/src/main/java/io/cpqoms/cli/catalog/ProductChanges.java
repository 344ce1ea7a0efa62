package io.cpqoms.cli.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cpqoms.cli.console.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What changed about a product from one version to the next, in words. */
final class ProductChanges {
    private final List<String> words = new ArrayList<>();

    private ProductChanges() {}

    static List<String> between(JsonNode from, JsonNode to) {
        ProductChanges changes = new ProductChanges();
        changes.member("name", from.path("name"), to.path("name"));
        changes.member("class", from.path("productClass"), to.path("productClass"));
        changes.member("discontinued", from.path("discontinued"), to.path("discontinued"));
        changes.each(
                "name in ",
                "language",
                from.path("names"),
                to.path("names"),
                (what, old, now) -> changes.member(what, old.path("name"), now.path("name")));
        changes.each("charge ", "chargeId", from.path("charges"), to.path("charges"), changes::charge);
        changes.each("step ", "task", from.path("fulfilment"), to.path("fulfilment"), changes::whole);
        JsonNode old = from.path("configuration");
        JsonNode now = to.path("configuration");
        changes.each("attribute ", "id", old.path("attributes"), now.path("attributes"), changes::whole);
        changes.each("group ", "id", old.path("groups"), now.path("groups"), changes::whole);
        changes.each("rule ", "id", old.path("rules"), now.path("rules"), changes::whole);
        return List.copyOf(changes.words);
    }

    @FunctionalInterface
    private interface Both {
        void differ(String what, JsonNode from, JsonNode to);
    }

    private void each(String what, String key, JsonNode from, JsonNode to, Both both) {
        Map<String, JsonNode> old = by(key, from);
        Map<String, JsonNode> now = by(key, to);
        Set<String> all = new LinkedHashSet<>(old.keySet());
        all.addAll(now.keySet());
        for (String one : all) {
            if (!now.containsKey(one)) {
                words.add(what + one + " is gone");
            } else if (!old.containsKey(one)) {
                words.add(what + one + " is new");
            } else {
                both.differ(what + one, at(old, one), at(now, one));
            }
        }
    }

    private void charge(String what, JsonNode from, JsonNode to) {
        member(what + ": name", from.path("name"), to.path("name"));
        member(what + ": kind", from.path("kind"), to.path("kind"));
        member(what + ": period", from.path("period"), to.path("period"));
        each(
                what + ": name in ",
                "language",
                from.path("names"),
                to.path("names"),
                (name, old, now) -> member(name, old.path("name"), now.path("name")));
        each(what + " in ", "currency", from.path("prices"), to.path("prices"), this::price);
    }

    private void price(String what, JsonNode from, JsonNode to) {
        amount(what + ": list", from.path("listUnitPrice"), to.path("listUnitPrice"));
        amount(what + ": floor", from.path("floorUnitPrice"), to.path("floorUnitPrice"));
        amount(what + ": cost", from.path("unitCost"), to.path("unitCost"));
        whole(what + ": tiers", from.path("tiers"), to.path("tiers"));
    }

    /** 14.0 and 14.00 are one price. */
    private void amount(String what, JsonNode from, JsonNode to) {
        boolean same = from.isTextual()
                && to.isTextual()
                && new BigDecimal(from.asText()).compareTo(new BigDecimal(to.asText())) == 0;
        if (!same) {
            member(what, from, to);
        }
    }

    private void member(String what, JsonNode from, JsonNode to) {
        if (!from.equals(to)) {
            words.add(what + " " + said(from) + " → " + said(to));
        }
    }

    private void whole(String what, JsonNode from, JsonNode to) {
        if (!from.equals(to)) {
            words.add(what + " changed");
        }
    }

    private static String said(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "none" : value.asText();
    }

    private static JsonNode at(Map<String, JsonNode> all, String key) {
        return all.getOrDefault(key, MissingNode.getInstance());
    }

    private static Map<String, JsonNode> by(String key, JsonNode items) {
        Map<String, JsonNode> by = new LinkedHashMap<>();
        Json.stream(items).forEach(item -> by.put(item.path(key).asText(), item));
        return by;
    }
}
