package io.cpqoms.cli.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.client.Api;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.console.Table;
import io.cpqoms.cli.ops.OperatorOptions;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cpq outbox}: the outbox of one service, as its operators see and mend it. */
@Command(
        name = "outbox",
        description = "Show what a service has not published yet, and decide about messages that can't be published.",
        footer = {
            "",
            "A message that Kafka refuses is parked, and later ones of its key wait behind it. Repair it or mend the cause,",
            "then release it: it is published, and those behind it follow in order.",
            "A topic that is missing or may not be written is held as a whole and goes on by itself once it is mended.",
            "",
            "Examples:",
            "  ./cpq outbox status",
            "  ./cpq outbox release quote-service 4711 --reason 'topic limit raised'",
            "  ./cpq outbox release quote-service --all --topic cpq.quote.events.v1 --reason 'topic limit raised' --yes"
        })
public final class OutboxCommand {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Mixin
    private final OperatorOptions ops = new OperatorOptions();

    @Command(name = "status", description = "How far each shard is published, and how much is parked.")
    int status(
            @Mixin CommonOptions common,
            @Parameters(arity = "0..1", paramLabel = "SERVICE", description = "Such as quote-service; all by default.")
                    Optional<String> service) {
        Console console = common.console();
        Table table = Table.of(
                "service",
                "shard",
                "unpublished",
                "oldest",
                "tick",
                "last saved",
                "relay",
                "parked",
                "released",
                "held");
        boolean anyHeld = false;
        Table held = Table.of("service", "held topic", "messages", "since", "why");
        ArrayNode answer = Json.array();
        for (String name :
                service.map(Set::of).orElse(TopicRegistry.bundled().services().keySet())) {
            ObjectNode status = (ObjectNode) ops.of(name).get("/ops/outbox").expectSuccess();
            for (JsonNode shard : status.path("shards")) {
                table.row(
                        name,
                        shard.path("shard").asText(),
                        shard.path("unpublished").asText(),
                        String.format(
                                Locale.ROOT,
                                "%.1f s",
                                shard.path("oldestUnpublishedSeconds").asDouble()),
                        shard.path("tick").asText(),
                        shard.path("savedAt").asText(),
                        shard.path("held").asBoolean() ? "publishes" : "none",
                        count(status, "parked"),
                        count(status, "released"),
                        count(status, "held"));
            }
            for (JsonNode topic : status.path("heldTopics")) {
                held.row(
                        name,
                        topic.path("topic").asText(),
                        topic.path("messages").asText(),
                        topic.path("since").asText(),
                        Table.shortened(topic.path("failure").asText()));
                anyHeld = true;
            }
            answer.add(status.put("service", name));
        }
        table.print(console);
        if (anyHeld) {
            held.print(console);
            console.line("  Held topics go on by themselves: ./cpq topics plan says what is missing.");
        }
        console.line("  Parked, released and held messages are those of tenant " + ops.tenant()
                + "; --tenant names another.");
        console.answer(answer);
        return ExitCodes.OK;
    }

    private static String count(JsonNode status, String state) {
        return status.path("parked").path(state).asText();
    }

    @Command(name = "list", description = "Parked messages, in the order in which they were committed.")
    int list(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "SERVICE", description = "Such as quote-service.") String service,
            @Option(names = "--settled", description = "Those that were published or discarded since.") boolean settled,
            @Option(
                            names = "--cursor",
                            paramLabel = "CURSOR",
                            description = "Go on where an earlier page ended; it says the cursor.")
                    Optional<String> cursor,
            @Option(
                            names = "--limit",
                            defaultValue = "50",
                            paramLabel = "N",
                            description = "At most so many; default ${DEFAULT-VALUE}.")
                    int limit) {
        JsonNode page = ops.of(service)
                .get("/ops/outbox/parked?state=" + (settled ? "settled" : "waiting") + "&limit=" + limit
                        + cursor.map(text -> "&cursor=" + Api.encode(text)).orElse(""))
                .expectSuccess();
        Table table = Table.of("id", "state", "event", "key", "version", "why");
        for (JsonNode parked : page.path("items")) {
            table.row(
                    parked.path("outboxId").asText(),
                    parked.path("state").asText().toLowerCase(Locale.ROOT),
                    parked.path("eventType").asText(),
                    parked.path("key").asText(),
                    parked.path("aggregateVersion").asText(),
                    Table.shortened(parked.path("failure").asText()));
        }
        Console console = common.console();
        if (page.path("items").isEmpty()) {
            console.line("  Nothing of tenant " + ops.tenant() + " is parked; --tenant names another.");
        } else {
            table.print(console);
        }
        if (page.hasNonNull("nextCursor")) {
            console.line("  more: --cursor " + page.path("nextCursor").asText());
        }
        console.answer(page);
        return ExitCodes.OK;
    }

    @Command(name = "show", description = "One parked message with its envelope.")
    int show(@Mixin CommonOptions common, @Mixin Parked message) {
        return told(common, ops.of(message.service).get(message.path("")).expectSuccess());
    }

    @Command(
            name = "repair",
            description = "Replace the payload of a parked message; it is checked against the event's schema.")
    int repair(
            @Mixin CommonOptions common,
            @Mixin Parked message,
            @Option(
                            names = "--payload",
                            required = true,
                            paramLabel = "FILE",
                            description = "The new payload, a JSON object.")
                    Path payload,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.") String reason) {
        ObjectNode body = Json.object().put("reason", reason);
        body.set("payload", Json.file(payload));
        return told(
                common,
                ops.of(message.service).create(message.path("/repair"), body).expectSuccess());
    }

    @Command(
            name = "release",
            description =
                    "Publish a parked message and those that wait behind it, in order. It must be the first of its key.")
    int release(
            @Mixin CommonOptions common,
            @Mixin Released which,
            @Option(names = "--reason", defaultValue = "", paramLabel = "TEXT", description = "Why.") String reason) {
        which.requireOneOrAll();
        ObjectNode body = Json.object().put("reason", reason);
        if (which.id.isPresent()) {
            String path = "/ops/outbox/parked/" + which.id.get() + "/release";
            return told(common, ops.of(which.service).create(path, body).expectSuccess());
        }
        if (!which.yes) {
            throw new CpqFailure("every key of tenant " + ops.tenant() + " whose first parked message is"
                    + which.topic.map(name -> " of " + name).orElse(" of any topic")
                    + ", and not out of version, would be released; say --yes if that is meant");
        }
        which.topic.ifPresent(name -> body.put("topic", name));
        JsonNode answer =
                ops.of(which.service).create("/ops/outbox/parked/release", body).expectSuccess();
        common.console()
                .line("  " + answer.path("released").asText() + " keys released; ./cpq outbox list " + which.service
                        + " shows what is refused again.");
        common.console().answer(answer);
        return ExitCodes.OK;
    }

    @Command(
            name = "discard",
            description = "Give a parked message up for good; consumers will see a gap. Those behind it go on waiting.")
    int discard(
            @Mixin CommonOptions common,
            @Mixin Parked message,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.") String reason,
            @Option(names = "--yes", description = "Yes, no consumer will ever get it.") boolean yes) {
        if (!yes) {
            throw new CpqFailure("no consumer will ever get message " + message.id + "; say --yes if that is meant");
        }
        ObjectNode body = Json.object().put("reason", reason);
        return told(
                common,
                ops.of(message.service).create(message.path("/discard"), body).expectSuccess());
    }

    private static int told(CommonOptions common, JsonNode parked) {
        Console console = common.console();
        for (String field : new String[] {
            "outboxId",
            "state",
            "eventType",
            "key",
            "aggregateVersion",
            "topic",
            "messageId",
            "failure",
            "parkedAt",
            "changedAt",
            "changedBy",
            "reason"
        }) {
            if (parked.hasNonNull(field)) {
                console.line(String.format(
                        Locale.ROOT, "  %-17s %s", field, parked.path(field).asText()));
            }
        }
        console.line(String.format(
                Locale.ROOT, "  %-17s %s", "payload", parked.path("envelope").path("payload")));
        console.answer(parked);
        return ExitCodes.OK;
    }

    /** Which parked message of which service. */
    static final class Parked {
        @Parameters(index = "0", paramLabel = "SERVICE", description = "Such as quote-service.")
        private String service = "";

        @Parameters(index = "1", paramLabel = "ID", description = "From cpq outbox list.")
        private long id;

        private String path(String command) {
            return "/ops/outbox/parked/" + id + command;
        }
    }

    /** One parked message, or the first of every key. */
    static final class Released {
        @Parameters(index = "0", paramLabel = "SERVICE", description = "Such as quote-service.")
        private String service = "";

        @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "From cpq outbox list.")
        private Optional<Long> id = Optional.empty();

        @Option(names = "--all", description = "Instead of an id: the first message of every key of the tenant.")
        private boolean all;

        @Option(names = "--topic", paramLabel = "TOPIC", description = "With --all: only those of this topic.")
        private Optional<String> topic = Optional.empty();

        @Option(names = "--yes", description = "With --all: yes, all of them.")
        private boolean yes;

        private void requireOneOrAll() {
            if (all == id.isPresent() || topic.isPresent() && !all) {
                throw CpqFailure.usage(
                        "say which message: its id (see ./cpq outbox list), or --all, maybe with --topic");
            }
        }
    }
}
