package io.cpqoms.cli.topics.schema;

import static io.cpqoms.cli.topics.schema.SchemaChange.Effect.MEANING;
import static io.cpqoms.cli.topics.schema.SchemaChange.Effect.OLD_MESSAGES;
import static io.cpqoms.cli.topics.schema.SchemaChange.Effect.OLD_READERS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.console.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What changed between two versions of one schema that somebody could mind.
 *
 * <p>It is cautious: whatever it does not know to be harmless it reports. So "no change breaks old messages" means that
 * every message valid before is valid for a reader afterwards, and "no change breaks old readers" the reverse; a property
 * test holds it to that. Defaults count for nothing, because a validator fills in none.
 */
public final class SchemaDiff {
    private static final Set<String> ANNOTATIONS =
            Set.of("$schema", "$id", "$comment", "title", "description", "default", "examples", "deprecated", "$defs");
    private static final Set<String> WALKED = Set.of("properties", "required", "additionalProperties", "items");

    /** How a reader treats fields that its schema does not know. */
    public enum Readers {
        /** Ignores them, as the platform's consumers do. */
        LENIENT,
        /** Refuses them where its schema is closed. */
        STRICT
    }

    private final SchemaSet before;
    private final SchemaSet after;
    private final Readers readers;
    private final String id;
    private final List<SchemaChange> changes = new ArrayList<>();
    private final Set<String> compared = new HashSet<>();

    private SchemaDiff(SchemaSet before, SchemaSet after, String id, Readers readers) {
        this.before = before;
        this.after = after;
        this.id = id;
        this.readers = readers;
    }

    public static List<SchemaChange> of(SchemaSet before, SchemaSet after, String id, Readers readers) {
        SchemaDiff diff = new SchemaDiff(before, after, id, readers);
        diff.compare("", before.standalone(id), after.standalone(id));
        return List.copyOf(diff.changes);
    }

    private void compare(String at, JsonNode left, JsonNode right) {
        String was = left.path("$ref").asText();
        String is = right.path("$ref").asText();
        if (!was.isEmpty() || !is.isEmpty()) {
            compareReferences(at, left, right);
            return;
        }
        if (!left.isObject() || !right.isObject()) {
            if (!left.equals(right)) {
                report(at, "is " + right + " where it was " + left, OLD_MESSAGES, OLD_READERS);
            }
            return;
        }
        changes.addAll(new KeywordDiff(at, left, right).changes());
        compareProperties(at, left, right);
        compareAdditional(at, left, right);
        compareItems(at, left, right);
        compareTheRest(at, left, right);
    }

    private void compareReferences(String at, JsonNode left, JsonNode right) {
        String was = left.path("$ref").asText();
        String is = right.path("$ref").asText();
        if (!compared.add(at + " " + was + " " + is)) {
            return;
        }
        JsonNode target = target(before, left);
        JsonNode replacement = target(after, right);
        if (target.isMissingNode() || replacement.isMissingNode()) {
            report(at, "refers to " + is + ", which leads nowhere", OLD_MESSAGES, OLD_READERS);
            return;
        }
        if (!siblings(left).equals(siblings(right))) {
            report(at, "has other conditions beside its reference", OLD_MESSAGES, OLD_READERS);
        }
        int known = changes.size();
        if (recursionDepth(at) < 40) {
            compare(at, target, replacement);
        }
        if (changes.size() > known && !was.equals(is)) {
            changes.subList(known, changes.size()).clear();
            report(at, "is " + name(right) + " where it was " + name(left), OLD_MESSAGES, OLD_READERS);
        }
    }

    private static long recursionDepth(String at) {
        return at.chars().filter(character -> character == '/').count();
    }

    private JsonNode target(SchemaSet schemas, JsonNode node) {
        String reference = node.path("$ref").asText();
        if (reference.isEmpty()) {
            return node;
        }
        return schemas.resolve(id, reference).orElseGet(JsonNodeFactory.instance::missingNode);
    }

    private static String name(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty()
                ? "a " + node.path("type").asText("schema of its own")
                : "a " + reference.substring(reference.lastIndexOf('/') + 1);
    }

    private static JsonNode siblings(JsonNode node) {
        ObjectNode rest = node.deepCopy();
        rest.remove("$ref");
        return node.has("$ref") ? conditions(rest) : Json.object();
    }

    private static ObjectNode conditions(ObjectNode node) {
        node.remove(ANNOTATIONS);
        List<String> own = StreamSupport.stream(((Iterable<String>) node::fieldNames).spliterator(), false)
                .filter(name -> name.startsWith("x-"))
                .toList();
        return node.remove(own);
    }

    private void compareProperties(String at, JsonNode left, JsonNode right) {
        Set<String> known = names(left.path("properties"));
        Set<String> now = names(right.path("properties"));
        Set<String> added = difference(now, known);
        Set<String> removed = difference(known, now);
        Set<String> mandatory = texts(right.path("required"));
        Set<String> formerlyMandatory = texts(left.path("required"));
        for (String name : removed) {
            removed(at, name, new Sides(left, right), added);
        }
        for (String name : added) {
            added(at, name, left, mandatory.contains(name));
        }
        for (String name : known) {
            if (now.contains(name)) {
                compare(at + "/properties/" + SchemaWalk.escaped(name), property(left, name), property(right, name));
            }
        }
        for (String name : difference(mandatory, formerlyMandatory)) {
            if (!added.contains(name)) {
                report(at + "/required", name + " became required", OLD_MESSAGES);
            }
        }
        for (String name : difference(formerlyMandatory, mandatory)) {
            if (!removed.contains(name)) {
                report(at + "/required", name + " is no longer required", OLD_READERS);
            }
        }
    }

    private record Sides(JsonNode left, JsonNode right) {}

    private void removed(String at, String name, Sides sides, Set<String> added) {
        Set<SchemaChange.Effect> effects = new LinkedHashSet<>(Set.of(MEANING));
        if (texts(sides.left().path("required")).contains(name) || isOpen(sides.right())) {
            effects.add(OLD_READERS);
        }
        if (readers == Readers.STRICT && !isOpen(sides.right())) {
            effects.add(OLD_MESSAGES);
        }
        String renamed = added.stream()
                .filter(other -> property(sides.right(), other).equals(property(sides.left(), name)))
                .findFirst()
                .map(other -> "; it looks renamed to " + other)
                .orElse("");
        changes.add(new SchemaChange(
                at + "/properties/" + SchemaWalk.escaped(name), name + " was removed" + renamed, Set.copyOf(effects)));
    }

    private void added(String at, String name, JsonNode left, boolean mandatory) {
        String pointer = at + "/properties/" + SchemaWalk.escaped(name);
        if (mandatory) {
            report(pointer, name + " was added as required", OLD_MESSAGES);
        } else if (isOpen(left)) {
            report(
                    pointer,
                    name + " was added to an object that was open, so old messages may carry anything there",
                    OLD_MESSAGES);
        }
        if (readers == Readers.STRICT && !isOpen(left)) {
            report(pointer, name + " was added, which strict readers refuse", OLD_READERS);
        }
    }

    private void compareAdditional(String at, JsonNode left, JsonNode right) {
        if (readers == Readers.LENIENT || isOpen(left) == isOpen(right)) {
            return;
        }
        if (isOpen(left)) {
            report(at + "/additionalProperties", "the object was closed", OLD_MESSAGES);
        } else {
            report(at + "/additionalProperties", "the object was opened", OLD_READERS);
        }
    }

    private void compareItems(String at, JsonNode left, JsonNode right) {
        if (left.has("items") && right.has("items")) {
            compare(at + "/items", left.path("items"), right.path("items"));
        } else if (right.has("items")) {
            report(at + "/items", "items got a schema", OLD_MESSAGES);
        } else if (left.has("items")) {
            report(at + "/items", "items lost their schema", OLD_READERS);
        }
    }

    /** Whatever else there is must be equal, and so must be what it refers to. */
    private void compareTheRest(String at, JsonNode left, JsonNode right) {
        JsonNode was = rest(left);
        JsonNode is = rest(right);
        if (!was.equals(is)) {
            Set<String> names = new TreeSet<>(names(was));
            names.addAll(names(is));
            names.removeIf(name -> was.path(name).equals(is.path(name)));
            report(at, "changed in " + names + ", which this check can't judge", OLD_MESSAGES, OLD_READERS);
            return;
        }
        for (JsonNode reference : was.findValues("$ref")) {
            ObjectNode pointer = Json.object().put("$ref", reference.asText());
            compareReferences(at + "/" + reference.asText(), pointer, pointer);
        }
    }

    private static JsonNode rest(JsonNode node) {
        ObjectNode rest = conditions(node.deepCopy());
        rest.remove(WALKED);
        rest.remove(KeywordDiff.KEYWORDS);
        return rest;
    }

    private static boolean isOpen(JsonNode node) {
        JsonNode additional = node.path("additionalProperties");
        return !(additional.isBoolean() && !additional.asBoolean());
    }

    private static JsonNode property(JsonNode node, String name) {
        return node.path("properties").path(name);
    }

    private void report(String at, String what, SchemaChange.Effect... effects) {
        changes.add(SchemaChange.of(at, what, effects));
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> texts(JsonNode array) {
        return Json.stream(array).map(JsonNode::asText).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> difference(Set<String> from, Set<String> without) {
        Set<String> rest = new TreeSet<>(from);
        rest.removeAll(without);
        return rest;
    }
}
