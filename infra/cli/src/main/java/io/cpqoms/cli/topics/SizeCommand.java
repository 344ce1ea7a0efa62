package io.cpqoms.cli.topics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.console.Table;
import io.cpqoms.cli.topics.registry.Capacity;
import io.cpqoms.cli.topics.registry.PartitionSize;
import io.cpqoms.cli.topics.registry.PlannedLoad;
import io.cpqoms.cli.topics.registry.RegisteredTopic;
import io.cpqoms.cli.topics.registry.Sizing;
import io.cpqoms.cli.topics.registry.StorageDemand;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cpq topics size}: how many partitions and how much disk a load asks for. */
@Command(
        name = "size",
        description = {
            "Compute partitions and disk from each topic's recorded load.",
            "With a topic, its load can be replaced to see what another one would ask for."
        })
final class SizeCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(arity = "0..1", paramLabel = "TOPIC", description = "Only this topic.")
    private Optional<String> only = Optional.empty();

    @Option(names = "--peak", paramLabel = "N", description = "Messages per second at the peak.")
    private Optional<Double> peak = Optional.empty();

    @Option(names = "--bytes", paramLabel = "N", description = "Bytes of an average message.")
    private Optional<Integer> bytes = Optional.empty();

    @Option(
            names = "--reader",
            paramLabel = "N",
            description = "Messages per second of one thread of the slowest reader.")
    private Optional<Double> reader = Optional.empty();

    @Override
    public Integer call() {
        Console console = common.console();
        TopicRegistry registry = TopicRegistry.bundled();
        Capacity capacity = registry.capacity();
        Table table = Table.of("topic", "has", "needs", "disk", "why");
        ArrayNode answer = Json.array();
        for (RegisteredTopic topic : selected(registry)) {
            Sizing load = load(topic.sizing());
            PartitionSize size = PartitionSize.of(load, capacity);
            String disk = StorageDemand.gigabytes(StorageDemand.of(topic));
            table.row(topic.name(), topic.partitions(), size.partitions(), disk, size.explanation(load, capacity));
            topic.measured().ifPresent(measured -> table.row("", "", "", "", "measured: " + measured.words()));
            ObjectNode entry = answer.addObject()
                    .put("topic", topic.name())
                    .put("partitions", topic.partitions())
                    .put("needed", size.partitions())
                    .put("diskBytes", StorageDemand.of(topic));
            topic.measured().ifPresent(measured -> entry.put("measured", measured.words()));
        }
        table.print(console);
        console.line(planned(registry));
        console.line("  All topics together: "
                + StorageDemand.gigabytes(StorageDemand.of(registry).perBroker()) + " on each broker.");
        console.answer(answer);
        return ExitCodes.OK;
    }

    private static String planned(TopicRegistry registry) {
        PlannedLoad planned = registry.planned();
        return String.format(
                Locale.ROOT,
                "  Peaks and rates are planning targets, above %s quotes in the busiest second and %s a day times what"
                        + " was measured for each quote.",
                planned.quotesPerSecond(),
                planned.quotesPerDay());
    }

    private List<RegisteredTopic> selected(TopicRegistry registry) {
        if (only.isEmpty()) {
            return registry.all();
        }
        return List.of(registry.find(only.get())
                .orElseThrow(() -> new CpqFailure("no topic " + only.get() + " in the registry; see cpq topics size")));
    }

    private Sizing load(Sizing recorded) {
        return new Sizing(
                peak.map(value -> Above.zero("--peak", value)).orElse(recorded.peakPerSecond()),
                recorded.averagePerSecond(),
                bytes.map(value -> Above.zero("--bytes", value)).orElse(recorded.averageBytes()),
                reader.map(value -> Above.zero("--reader", value)).orElse(recorded.slowestReaderPerSecond()),
                recorded.parallelReaders(),
                recorded.basis());
    }
}
