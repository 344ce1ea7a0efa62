package io.cpqoms.testkit.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.command.decision.Edge;
import io.cpqoms.command.decision.TransitionTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Draws the state diagram of an aggregate from its table of transitions, as Mermaid text between two marks of a Markdown file, and fails
 * when the file shows another one. {@code -Dshape.write=true} draws it anew.
 */
public final class StateDiagram {

    private static final String BEGIN = "<!-- drawn from the transitions: -->\n";
    private static final String END = "<!-- end of the drawing -->";

    private StateDiagram() {}

    /**
     * Requires the diagram in a file.
     *
     * @param beginning the state that a new aggregate is in
     */
    public static void requireIn(Path markdown, TransitionTable<?, ?, ?, ?, ?, ?> table, String beginning) {
        try {
            String text = Files.readString(markdown);
            int from = text.indexOf(BEGIN);
            int to = text.indexOf(END);
            assertThat(from >= 0 && to > from)
                    .as(markdown + " has the marks " + BEGIN.strip() + " and " + END)
                    .isTrue();
            String drawn = text.substring(0, from) + BEGIN + draw(table, beginning) + text.substring(to);
            if (Boolean.getBoolean("shape.write")) {
                Files.writeString(markdown, drawn);
            } else {
                assertThat(text)
                        .as(markdown + " shows another life than the table; -Dshape.write=true draws it")
                        .isEqualTo(drawn);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String draw(TransitionTable<?, ?, ?, ?, ?, ?> table, String beginning) {
        StringBuilder text = new StringBuilder("\n```mermaid\nstateDiagram-v2\n    [*] --> ")
                .append(beginning)
                .append('\n');
        arrows(table.edges())
                .forEach((arrow, labels) -> text.append("    ")
                        .append(arrow)
                        .append(" : ")
                        .append(String.join("<br/>", labels))
                        .append('\n'));
        new TreeSet<>(table.ends())
                .forEach(end -> text.append("    ").append(end).append(" --> [*]\n"));
        text.append(
                        "```\n\nA command that may find its result standing, so that nothing happens again, is marked with =.\n\n")
                .append("| in state | command | facts | next | what must hold first |\n|---|---|---|---|---|\n");
        table.edges().forEach(edge -> text.append(row(edge)));
        return text.append('\n').toString();
    }

    private static Map<String, List<String>> arrows(List<Edge> edges) {
        return edges.stream()
                .flatMap(edge ->
                        edge.to().stream().sorted().map(to -> Map.entry(edge.from() + " --> " + to, edge.command())))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static String row(Edge edge) {
        return "| %s | %s%s | %s | %s | %s |%n"
                .formatted(
                        edge.from(),
                        edge.command(),
                        edge.mayStand() ? " =" : "",
                        String.join(", ", new TreeSet<>(edge.events())),
                        String.join(", ", new TreeSet<>(edge.to())),
                        String.join("; ", edge.guards()));
    }
}
