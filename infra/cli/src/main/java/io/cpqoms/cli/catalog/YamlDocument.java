package io.cpqoms.cli.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cpqoms.cli.console.Json;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML file as plain values that remember their lines. It takes no anchors, so that a short file can't stand for a huge one, no tags, so
 * that a file can't name a class, and no member twice, because one of the two would be lost.
 */
final class YamlDocument {
    private static final int LONGEST = 256 << 20;
    private static final int DEEPEST = 30;
    private static final Set<Tag> TEXTS = Set.of(Tag.STR, Tag.FLOAT, Tag.TIMESTAMP, Tag.BINARY);

    /** What people write as numbers and services take as decimal text: kept as it is written. */
    private static final Set<String> AMOUNTS = Set.of("listUnitPrice", "floorUnitPrice", "unitCost", "unitPrice");

    private final String file;
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<FileFault> faults = new ArrayList<>();
    private final JsonNode content;

    private YamlDocument(String file, String text) {
        this.file = file;
        this.content = read(text);
    }

    static YamlDocument of(String file, String text) {
        return new YamlDocument(file, text);
    }

    JsonNode content() {
        return content;
    }

    List<FileFault> faults() {
        return List.copyOf(faults);
    }

    /** @param path such as {@code products[3].name}; where there is no such member the nearest that holds it says the line */
    FileFault fault(String path, String message) {
        String nearest = path;
        while (!nearest.isEmpty() && !lines.containsKey(nearest)) {
            nearest = nearest.substring(0, Math.max(0, Math.max(nearest.lastIndexOf('.'), nearest.lastIndexOf('['))));
        }
        return new FileFault(
                file + ":" + lines.getOrDefault(nearest, 1) + (path.isEmpty() ? "" : ": " + path), message);
    }

    private JsonNode read(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LONGEST);
        options.setNestingDepthLimit(DEEPEST);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            return root == null ? NullNode.instance : value(root, "");
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            faults.add(new FileFault(file + ":" + line, "is no YAML: " + e.getProblem()));
        } catch (YAMLException e) {
            faults.add(new FileFault(file + ":1", "can't be read: " + e.getMessage()));
        }
        return NullNode.instance;
    }

    private JsonNode value(Node node, String path) {
        lines.put(path, node.getStartMark().getLine() + 1);
        if (node.getAnchor() != null) {
            faults.add(fault(path, "anchors and aliases (&" + node.getAnchor() + ") are not taken; write it out"));
            return NullNode.instance;
        }
        return switch (node) {
            case MappingNode mapping -> members(mapping, path);
            case SequenceNode sequence -> items(sequence, path);
            case ScalarNode scalar -> scalar(scalar, path);
            default -> NullNode.instance;
        };
    }

    private ObjectNode members(MappingNode mapping, String path) {
        ObjectNode object = Json.object();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                faults.add(fault(path, "has a member whose name is no text"));
                continue;
            }
            String member = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
            if (object.has(key.getValue())) {
                int again = key.getStartMark().getLine() + 1;
                faults.add(new FileFault(file + ":" + again + ": " + member, "is here a second time"));
                continue;
            }
            object.set(key.getValue(), value(tuple.getValueNode(), member));
        }
        return object;
    }

    private ArrayNode items(SequenceNode sequence, String path) {
        ArrayNode array = Json.array();
        for (Node item : sequence.getValue()) {
            array.add(value(item, path + "[" + array.size() + "]"));
        }
        return array;
    }

    private JsonNode scalar(ScalarNode scalar, String path) {
        Tag tag = scalar.getTag();
        String text = scalar.getValue();
        if (TEXTS.contains(tag) || AMOUNTS.contains(path.substring(path.lastIndexOf('.') + 1))) {
            return TextNode.valueOf(text);
        }
        if (tag.equals(Tag.BOOL)) {
            return bool(text);
        }
        if (tag.equals(Tag.INT)) {
            // What YAML counts in other bases is a text here, and whoever reads it says so.
            return text.matches("-?(0|[1-9][0-9]{0,8})")
                    ? IntNode.valueOf(Integer.parseInt(text))
                    : TextNode.valueOf(text);
        }
        if (tag.equals(Tag.NULL)) {
            return NullNode.instance;
        }
        faults.add(fault(path, "tags (" + tag + ") are not taken"));
        return NullNode.instance;
    }

    /** YAML also says yes and no; they stay texts, since no is a language and a country as well. */
    private static JsonNode bool(String text) {
        return switch (text) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            default -> TextNode.valueOf(text);
        };
    }
}
