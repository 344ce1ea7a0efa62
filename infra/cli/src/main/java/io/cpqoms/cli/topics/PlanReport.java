package io.cpqoms.cli.topics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.console.Style;
import io.cpqoms.cli.topics.cluster.Change;
import io.cpqoms.cli.topics.cluster.Plan;
import io.cpqoms.cli.topics.cluster.PlanText;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A plan on the console and as JSON. */
final class PlanReport {
    private PlanReport() {}

    static void print(Console console, Plan plan, Map<Change, List<String>> impacts) {
        for (String line : PlanText.lines(plan, impacts)) {
            console.line(painted(console, line));
        }
        if (plan.isEmpty()) {
            console.line(console.paint("The cluster is as the registry says.", Style.GREEN));
        }
    }

    private static String painted(Console console, String line) {
        return switch (line.length() > 2 ? line.charAt(2) : ' ') {
            case '+' -> console.paint(line, Style.GREEN);
            case '~' -> console.paint(line, Style.CYAN);
            case '!' -> console.paint(line, Style.YELLOW);
            case '?', 'x' -> console.paint(line, Style.RED);
            default -> line;
        };
    }

    static ObjectNode json(Plan plan, Map<Change, List<String>> impacts) {
        ObjectNode answer = Json.object().put("drifted", plan.hasDrifted());
        plan.equal().forEach(answer.putArray("equal")::add);
        ArrayNode changes = answer.putArray("changes");
        for (Change change : plan.changes()) {
            ObjectNode node = changes.addObject()
                    .put("subject", change.subject())
                    .put("kind", change.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                    .put("care", change.care().name().toLowerCase(Locale.ROOT))
                    .put("text", PlanText.line(change).substring(2));
            impacts.getOrDefault(change, List.of()).forEach(node.putArray("impact")::add);
        }
        return answer;
    }
}
