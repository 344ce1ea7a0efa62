package io.cpqoms.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Kafka's producer performance test in a JVM of its own, with the relays' settings and values. What it sends while it
 * warms up is not counted; it sends no keys and no headers and reads nothing from a database.
 */
final class ProducerPerformance {

    private static final Pattern RATE = Pattern.compile("records sent, ([0-9.]+) records/sec");
    private static final String STEADY = "steady state";

    private final Stage stage;
    private final Path libraries;

    ProducerPerformance(Stage stage, Path kafkaLibraries) {
        this.stage = stage;
        this.libraries = kafkaLibraries;
    }

    double perSecond(int records) throws IOException, InterruptedException {
        Path values = Files.createTempFile("cpq-bench", ".txt");
        try {
            Files.writeString(values, String.join("\n", Events.all()));
            Process test = new ProcessBuilder(command(values, records))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(test.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (test.waitFor() != 0) {
                throw new IOException("ProducerPerformance failed: " + output);
            }
            return steadyRate(output);
        } finally {
            Files.delete(values);
        }
    }

    private List<String> command(Path values, int records) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", libraries + "/*"));
        command.addAll(List.of("org.apache.kafka.tools.ProducerPerformance", "--topic", Stage.TOPIC));
        command.addAll(List.of("--num-records", Integer.toString(3 * records), "--throughput", "-1"));
        command.addAll(List.of("--warmup-records", Integer.toString(2 * records)));
        command.addAll(List.of("--payload-file", values.toString(), "--producer-props"));
        BacklogRates.producer(stage.kafka()).forEach((name, value) -> {
            if (!name.endsWith("serializer")) {
                command.add(name + "=" + value);
            }
        });
        return command;
    }

    /** The last line that tells the rate behind the warm-up. */
    static double steadyRate(String output) throws IOException {
        return output.lines()
                .filter(line -> line.contains(STEADY))
                .map(RATE::matcher)
                .filter(Matcher::find)
                .map(line -> Double.parseDouble(line.group(1)))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new IOException("ProducerPerformance told no rate behind its warm-up: " + output));
    }
}
