package io.cpqoms.cli.northwind;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.console.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long each stage took and how many it moved, printed as a table. */
final class Stages {
    private final List<Stage> stages = new ArrayList<>();

    /** One measured stage. */
    record Stage(String name, long count, Duration took) {
        double perSecond() {
            return took.isZero() ? 0 : count * 1_000.0 / Math.max(1, took.toMillis());
        }
    }

    synchronized void add(String name, long count, Duration took) {
        stages.add(new Stage(name, count, took));
    }

    void print(Console console) {
        Table table = Table.of("stage", "count", "wall time", "per second");
        for (Stage stage : stages) {
            table.row(stage.name(), stage.count(), seconds(stage.took()), rate(stage));
        }
        table.print(console);
    }

    ArrayNode json() {
        ArrayNode array = Json.array();
        stages.forEach(stage -> array.addObject()
                .put("stage", stage.name())
                .put("count", stage.count())
                .put("millis", stage.took().toMillis()));
        return array;
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
    }

    private static String rate(Stage stage) {
        return String.format(Locale.ROOT, "%.1f /s", stage.perSecond());
    }
}
