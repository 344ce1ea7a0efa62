package io.cpqoms.cli.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.stack.LocalPlatform;
import io.cpqoms.cli.topics.cluster.KafkaConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cpq events}: the newest events of a topic, read without joining a group, so that nobody's offsets move. */
@Command(
        name = "events",
        description = "Show the newest events of a topic. Reads without a consumer group: nobody's position changes.",
        footer = {
            "",
            "Example:",
            "  cpq events cpq.quote.events.v1 --last 3",
            "",
            "Exit codes: 0 shown; 1 there are none."
        })
public final class EventsCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(index = "0", paramLabel = "TOPIC", description = "The topic, such as cpq.quote.events.v1.")
    private String topic = "";

    @Option(
            names = "--last",
            defaultValue = "10",
            paramLabel = "N",
            description = "How many at most, over all partitions; default ${DEFAULT-VALUE}.")
    private int last = 10;

    @Option(
            names = "--wait",
            defaultValue = "PT0S",
            paramLabel = "DURATION",
            description = "Wait so long for the first event, such as PT30S; default ${DEFAULT-VALUE}.")
    private Duration wait = Duration.ZERO;

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "The cluster; the local stack's by default.")
    private Optional<String> kafka = Optional.empty();

    @Option(
            names = "--client-config",
            paramLabel = "FILE",
            description = "Kafka client properties, for a secured cluster that is not the local stack.")
    private Optional<Path> clientConfig = Optional.empty();

    @Override
    public Integer call() {
        if (last < 1) {
            throw CpqFailure.usage("--last is " + last + "; it takes a number from 1");
        }
        List<TopicTail.Entry> entries = new TopicTail(connection()).of(topic, last, wait);
        Console console = common.console();
        ArrayNode answer = Json.array();
        for (TopicTail.Entry entry : entries) {
            JsonNode value = parsed(entry.value());
            console.line(headline(entry, value));
            console.line(Json.pretty(value).indent(2).stripTrailing());
            answer.addObject()
                    .put("partition", entry.partition())
                    .put("offset", entry.offset())
                    .put("key", entry.key())
                    .set("value", value);
        }
        console.answer(answer);
        if (entries.isEmpty()) {
            console.line("No events on " + topic + ".");
        }
        return entries.isEmpty() ? ExitCodes.FAILED : ExitCodes.OK;
    }

    private static String headline(TopicTail.Entry entry, JsonNode value) {
        return "%s  %s  %s  [%d:%d]"
                .formatted(
                        value.path("occurredAt").asText("?"),
                        value.path("eventType").asText("?"),
                        entry.key(),
                        entry.partition(),
                        entry.offset());
    }

    /** What is no JSON is shown as the text it is. */
    private static JsonNode parsed(String value) {
        try {
            return Json.parse(value);
        } catch (JsonProcessingException e) {
            return Json.object().put("notJson", value);
        }
    }

    private KafkaConnection connection() {
        if (kafka.isPresent()) {
            return clientConfig
                    .map(file -> KafkaConnection.with(kafka.get(), file))
                    .orElseGet(() -> KafkaConnection.open(kafka.get()));
        }
        LocalPlatform local = LocalPlatform.of(Installation.current());
        if (!local.isRunning()) {
            throw CpqFailure.environment(
                    "the stack is not running; start it with ./cpq up, or name a cluster with --kafka");
        }
        return local.kafka();
    }
}
