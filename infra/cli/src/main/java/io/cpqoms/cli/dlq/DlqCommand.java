package io.cpqoms.cli.dlq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.console.Table;
import io.cpqoms.cli.ops.OperatorOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cpq dlq}: what consumers could not process, who deals with it, and to what end. */
@Command(
        name = "dlq",
        description = "Show the messages that consumers gave up, and repair, redrive or discard them.",
        footer = {
            "",
            "A redrive lets the failed consumer, and no other, process the stored message again; the first is the canary.",
            "A message that can't be read belongs to no tenant: every operator sees it.",
            "",
            "Examples:",
            "  ./cpq dlq list --groups --tenant acme",
            "  ./cpq dlq redrive order-service --group 3f2a9c0d1e4b --dry-run"
        })
public final class DlqCommand {
    private static final List<String> SERVICES =
            List.of("order-service", "workflow-bridge", "search-projector", "notification-service", "audit-service");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Mixin
    private final OperatorOptions ops = new OperatorOptions();

    @Command(name = "list", description = "Dead letters of one service or of all, oldest first.")
    int list(
            @Mixin CommonOptions common,
            @Parameters(arity = "0..1", paramLabel = "SERVICE", description = "Such as order-service; all by default.")
                    Optional<String> service,
            @Option(names = "--groups", description = "Count those that failed alike.") boolean groups,
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            description = "Only OPEN, ASSIGNED, FIXED, RESOLVED, OVERTAKEN or DISCARDED.")
                    Optional<String> state) {
        Console console = common.console();
        Table table = groups
                ? Table.of("service", "group", "letters", "unowned", "consumer", "example")
                : Table.of("service", "id", "state", "owner", "event", "key", "why");
        ArrayNode answer = Json.array();
        for (String name : service.map(List::of).orElse(SERVICES)) {
            String path = groups
                    ? "/ops/dead-letters/groups"
                    : "/ops/dead-letters?limit=200"
                            + state.map(value -> "&state=" + value.toUpperCase(Locale.ROOT))
                                    .orElse("");
            JsonNode found = ops.acrossTenants(name).get(path).expectSuccess();
            for (JsonNode item : groups ? found : found.path("items")) {
                answer.add(((ObjectNode) item).put("service", name));
                row(table, name, item, groups);
            }
        }
        if (answer.isEmpty()) {
            console.line("  No dead letters of tenant " + ops.tenant() + "; --tenant names another.");
        } else {
            table.print(console);
        }
        console.answer(answer);
        return ExitCodes.OK;
    }

    private static void row(Table table, String service, JsonNode item, boolean group) {
        if (group) {
            table.row(
                    service,
                    item.path("failureGroup").asText(),
                    item.path("letters").asText(),
                    item.path("unowned").asText(),
                    item.path("consumer").asText(),
                    Table.shortened(item.path("example").asText()));
        } else {
            table.row(
                    service,
                    item.path("dlqId").asText(),
                    item.path("state").asText().toLowerCase(Locale.ROOT),
                    item.path("owner").asText("-"),
                    item.path("eventType").asText(),
                    item.path("aggregateKey").asText(),
                    Table.shortened(item.path("failureMessage").asText()));
        }
    }

    @Command(name = "show", description = "One dead letter: where it came from, its value, and what was done about it.")
    int show(@Mixin CommonOptions common, @Mixin Letter letter) {
        return told(
                common, ops.acrossTenants(letter.service).get(letter.path("")).expectSuccess());
    }

    @Command(name = "assign", description = "Make somebody the owner of a dead letter.")
    int assign(
            @Mixin CommonOptions common,
            @Mixin Letter letter,
            @Option(names = "--owner", required = true, paramLabel = "NAME", description = "Who.") String owner) {
        ObjectNode body = Json.object().put("owner", owner);
        return told(
                common,
                ops.acrossTenants(letter.service)
                        .create(letter.path("/assign"), body)
                        .expectSuccess());
    }

    @Command(
            name = "repair",
            description = "Put a repaired envelope beside the original; it keeps message id and key. Redrive it then.")
    int repair(
            @Mixin CommonOptions common,
            @Mixin Letter letter,
            @Option(names = "--value", required = true, paramLabel = "FILE", description = "The envelope, JSON.")
                    Path value,
            @Option(names = "--note", required = true, paramLabel = "TEXT", description = "What was wrong.")
                    String note) {
        ObjectNode body = Json.object().put("note", note);
        body.set("value", Json.file(value));
        return told(
                common,
                ops.acrossTenants(letter.service)
                        .create(letter.path("/repair"), body)
                        .expectSuccess());
    }

    @Command(name = "discard", description = "Give a dead letter up for good; what waits behind it goes on.")
    int discard(
            @Mixin CommonOptions common,
            @Mixin Letter letter,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.") String reason,
            @Option(names = "--yes", description = "Yes, the consumer will never process it.") boolean yes) {
        if (!yes) {
            throw new CpqFailure("the consumer will never process " + letter.id + "; say --yes if that is meant");
        }
        ObjectNode body = Json.object().put("reason", reason);
        return told(
                common,
                ops.acrossTenants(letter.service)
                        .create(letter.path("/discard"), body)
                        .expectSuccess());
    }

    @Command(
            name = "redrive",
            description =
                    "Let the failed consumer process dead letters again, in order of their keys, the first as a canary.")
    int redrive(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "SERVICE", description = "Such as order-service.") String service,
            @Parameters(arity = "0..*", paramLabel = "ID", description = "These letters.") List<UUID> ids,
            @Option(names = "--group", paramLabel = "GROUP", description = "Those that failed alike.")
                    Optional<String> group,
            @Option(names = "--consumer", paramLabel = "NAME", description = "All of this consumer.")
                    Optional<String> consumer,
            @Option(names = "--dry-run", description = "Say what would happen; change nothing.") boolean dryRun,
            @Option(
                            names = "--rate",
                            defaultValue = "20",
                            paramLabel = "N",
                            description = "At most so many a second; default ${DEFAULT-VALUE}.")
                    int rate) {
        if (ids == null && group.isEmpty() && consumer.isEmpty()) {
            throw CpqFailure.usage("say which letters: their ids, --group or --consumer (see ./cpq dlq list --groups)");
        }
        ObjectNode body = Json.object().put("dryRun", dryRun).put("perSecond", rate);
        if (ids != null) {
            ArrayNode wanted = body.putArray("ids");
            ids.forEach(id -> wanted.add(id.toString()));
        }
        group.ifPresent(value -> body.put("failureGroup", value));
        consumer.ifPresent(value -> body.put("consumer", value));
        return new Redrive(common.console(), ops.acrossTenants(service)).run(body);
    }

    private static int told(CommonOptions common, JsonNode detail) {
        Console console = common.console();
        detail.path("letter")
                .properties()
                .forEach(field -> console.line(String.format(
                        Locale.ROOT,
                        "  %-17s %s",
                        field.getKey(),
                        field.getValue().asText())));
        console.line(String.format(
                Locale.ROOT,
                "  %-17s %s",
                "originalValue",
                detail.path("originalValue").asText()));
        if (detail.path("letter").path("repaired").asBoolean()) {
            console.line(String.format(
                    Locale.ROOT,
                    "  %-17s %s",
                    "currentValue",
                    detail.path("currentValue").asText()));
        }
        for (JsonNode step : detail.path("steps")) {
            console.line("  " + step.path("at").asText() + "  "
                    + step.path("action").asText() + " by "
                    + step.path("actor").asText() + ": " + step.path("note").asText() + " "
                    + step.path("evidence").asText());
        }
        console.answer(detail);
        return ExitCodes.OK;
    }

    /** Which dead letter of which service. */
    static final class Letter {
        @Parameters(index = "0", paramLabel = "SERVICE", description = "Such as order-service.")
        private String service = "";

        @Parameters(index = "1", paramLabel = "ID", description = "A UUID, from cpq dlq list.")
        private UUID id = new UUID(0, 0);

        private String path(String command) {
            return "/ops/dead-letters/" + id + command;
        }
    }
}
