package io.cpqoms.cli.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.console.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say what to replay. */
final class ReplayRequest {
    @Option(
            names = "--consumer",
            required = true,
            paramLabel = "NAME",
            description = "Such as search-projector.quotes.")
    private String consumer = "";

    @Option(
            names = "--mode",
            required = true,
            paramLabel = "MODE",
            description = "rebuild, validate or shadow; the consumer must allow it.")
    private Mode mode = Mode.VALIDATE;

    @Option(names = "--topic", required = true, paramLabel = "TOPIC", description = "Such as cpq.quote.events.v1.")
    private String topic = "";

    @Option(names = "--from", paramLabel = "INSTANT", description = "Published then or later: 2026-11-21T08:00:00Z.")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "INSTANT", description = "Published before.")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--offsets",
            split = ",",
            paramLabel = "PARTITION=FROM-TO",
            description = "A window of offsets per partition, such as 0=100-200,3=0-50; the last one excluded.")
    private Map<Integer, String> offsets = Map.of();

    @Option(names = "--tenants", split = ",", paramLabel = "TENANT", description = "Only these tenants' events.")
    private List<String> tenants = List.of();

    @Option(names = "--aggregates", paramLabel = "FROM..TO", description = "Only aggregate ids in this range of text.")
    private Optional<String> aggregates = Optional.empty();

    @Option(names = "--types", split = ",", paramLabel = "TYPE", description = "Only these event types.")
    private List<String> types = List.of();

    @Option(names = "--rate", paramLabel = "N", description = "Records a second at most; the service has a limit too.")
    private Optional<Integer> rate = Optional.empty();

    @Option(
            names = "--accept-differences",
            description = "Swap a rebuild in although documents differ at equal version: the logic was changed.")
    private boolean acceptDifferences;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it is audited.")
    private String reason = "";

    /** What a replay is for, as people call it. */
    enum Mode {
        REBUILD("REPLAY_REBUILD"),
        VALIDATE("REPLAY_VALIDATE_ONLY"),
        SHADOW("SHADOW");

        private final String name;

        Mode(String name) {
            this.name = name;
        }
    }

    ObjectNode body() {
        ObjectNode body = Json.object()
                .put("consumer", consumer)
                .put("mode", mode.name)
                .put("acceptDifferences", acceptDifferences)
                .put("reason", reason);
        rate.ifPresent(records -> body.put("rate", records));
        ObjectNode selection = body.putObject("selection").put("topic", topic);
        from.ifPresent(text -> selection.put("from", instant("--from", text)));
        to.ifPresent(text -> selection.put("to", instant("--to", text)));
        if (!offsets.isEmpty()) {
            ObjectNode windows = selection.putObject("offsets");
            offsets.forEach((partition, window) -> {
                long[] bounds = window(window);
                windows.putObject(partition.toString()).put("from", bounds[0]).put("to", bounds[1]);
            });
        }
        list(selection, "tenants", tenants);
        list(selection, "eventTypes", types);
        aggregates.ifPresent(range -> {
            String[] ends = range.split("\\.\\.", 2);
            if (ends.length != 2) {
                throw CpqFailure.usage("--aggregates takes FROM..TO, was " + range);
            }
            selection.put("aggregateFrom", ends[0]).put("aggregateTo", ends[1]);
        });
        return body;
    }

    private static String instant(String option, String text) {
        try {
            return Instant.parse(text).toString();
        } catch (DateTimeParseException e) {
            throw CpqFailure.usage(option + " takes an instant of UTC such as 2026-11-21T08:00:00Z, was " + text);
        }
    }

    private static long[] window(String text) {
        if (!text.matches("\\d{1,18}-\\d{1,18}")) {
            throw CpqFailure.usage("--offsets takes PARTITION=FROM-TO such as 0=100-200, was " + text);
        }
        String[] ends = text.split("-", 2);
        return new long[] {Long.parseLong(ends[0]), Long.parseLong(ends[1])};
    }

    private static void list(ObjectNode selection, String name, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = selection.putArray(name);
            values.forEach(array::add);
        }
    }
}
