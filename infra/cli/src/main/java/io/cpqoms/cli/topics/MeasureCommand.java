package io.cpqoms.cli.topics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.topics.audit.ClusterAudit;
import io.cpqoms.cli.topics.audit.ClusterAudit.Load;
import io.cpqoms.cli.topics.registry.Measured;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cpq topics measure}: what a load put on the topics, as the registry records it. */
@Command(
        name = "measure",
        description = {
            "Count what lies on each topic: records, bytes, and how many of them a quote makes.",
            "Prints each as the line that belongs into the topic's sizing; cpq topics check then holds the planned load"
                    + " above it.",
            "Measure on a cluster that carried one load and nothing else."
        },
        footer = {
            "",
            "Example:",
            "  cpq demo --data northwind --limit 200",
            "  cpq topics measure --load \"cpq demo --data northwind --limit 200, two cores\"",
            "",
            "Exit codes: 0 it was measured; 1 there is no quote to relate it to."
        })
final class MeasureCommand implements Callable<Integer> {
    private static final String QUOTES = "cpq.quote.events.v1";

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    @Option(names = "--load", required = true, paramLabel = "TEXT", description = "What made the records.")
    private String load = "";

    @Option(
            names = "--sample",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Newest records to read of each topic (${DEFAULT-VALUE}).")
    private int sample;

    @Override
    public Integer call() {
        Console console = common.console();
        Map<String, Measured> measured = measure();
        ObjectNode answer = Json.object();
        measured.forEach((topic, found) -> {
            console.line(topic);
            console.line("    " + found.yaml());
            answer.putObject(topic)
                    .put("at", found.at())
                    .put("records", found.records())
                    .put("perQuote", found.perQuote())
                    .put("averageBytes", found.averageBytes())
                    .put("largestBytes", found.largestBytes())
                    .put("peakPerSecond", found.peakPerSecond());
        });
        console.answer(answer);
        return ExitCodes.OK;
    }

    private Map<String, Measured> measure() {
        int newest = Above.zero("--sample", sample);
        String at = LocalDate.now(ZoneOffset.UTC) + ", " + load;
        Map<String, Measured> measured = new LinkedHashMap<>();
        try (ClusterAudit audit = new ClusterAudit(options.connection(), options.registry())) {
            Map<String, Load> loads = audit.audit(newest).loads();
            int quotes = loads.containsKey(QUOTES) ? loads.get(QUOTES).keys() : 0;
            if (quotes == 0) {
                throw new CpqFailure("there is no quote on " + QUOTES + "; put a load on the cluster first");
            }
            loads.forEach((topic, found) -> {
                if (found.records() > 0) {
                    measured.put(topic, measured(at, found, quotes));
                }
            });
        }
        return measured;
    }

    private static Measured measured(String at, Load found, int quotes) {
        return new Measured(
                at,
                found.records(),
                (double) found.records() / quotes,
                (int) found.averageBytes(),
                found.largestBytes(),
                (int) found.peakPerSecond());
    }
}
