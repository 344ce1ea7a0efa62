package io.cpqoms.bench;

import io.cpqoms.bench.CommitRates.Variant;
import io.cpqoms.messaging.internal.RelayUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * The messaging library beside what one would use instead: commit rate, relay rate, latency, write-ahead log, inbox, and
 * Debezium doing the same job. Rounds are interleaved so that a slow minute of the machine hits all alike.
 */
public final class MessagingBench {

    private final Options options;
    private final Stage stage = new Stage();
    private final Report report = new Report();

    private MessagingBench(Options options) {
        this.options = options;
    }

    /**
     * How long and what.
     *
     * @param rounds of every measurement
     * @param time of one round of commits; latency runs take four times as long
     * @param rows in a relay's backlog
     * @param only the parts to run: commit, relay, latency, inbox, debezium
     */
    private record Options(int rounds, Duration time, int rows, List<String> only, Path kafkaLibraries) {

        static Options of(String... arguments) {
            Map<String, String> given = new LinkedHashMap<>(Map.of(
                    "rounds", "3", "seconds", "3", "rows", "60000", "only", "commit,relay,latency,inbox,debezium"));
            for (String argument : arguments) {
                String[] pair = argument.replaceFirst("^--", "").split("=", 2);
                if (pair.length != 2 || !given.containsKey(pair[0])) {
                    throw new IllegalArgumentException(argument + " is not known; there are " + given.keySet());
                }
                given.put(pair[0], pair[1]);
            }
            Path root = Path.of(System.getProperty("cpq.root", "."));
            return new Options(
                    Integer.parseInt(given.getOrDefault("rounds", "")),
                    Duration.ofSeconds(Long.parseLong(given.getOrDefault("seconds", ""))),
                    Integer.parseInt(given.getOrDefault("rows", "")),
                    List.of(given.getOrDefault("only", "").split(",")),
                    root.resolve("infra/local/servers/target/kafka/lib"));
        }

        boolean has(String part) {
            return only.contains(part);
        }
    }

    /** @param arguments {@code --rounds=3 --seconds=3 --rows=60000 --only=commit,relay} */
    public static void main(String... arguments) throws Exception {
        MessagingBench bench = new MessagingBench(Options.of(arguments));
        bench.run();
        System.out.println(bench.report.text());
        // Debezium and Kafka leave threads behind that would keep the JVM.
        System.exit(0);
    }

    private void run() throws SQLException, IOException, InterruptedException, ExecutionException {
        double load = options.has("commit") ? commits() * 0.3 : 300;
        if (options.has("relay")) {
            relays();
        }
        if (options.has("latency")) {
            latencies(load);
        }
        if (options.has("debezium")) {
            debezium(load);
        }
        if (options.has("inbox")) {
            inbox();
        }
    }

    /** @return commits with an outbox row per second */
    private double commits() throws SQLException, IOException, InterruptedException, ExecutionException {
        stage.reset();
        CommitRates rates = new CommitRates(stage, options.time());
        Map<Variant, List<Double>> rounds = new EnumMap<>(Variant.class);
        rates.perSecond(Variant.OUTBOX_ROW);
        for (int round = 0; round < options.rounds(); round++) {
            for (Variant variant : Variant.values()) {
                rounds.computeIfAbsent(variant, v -> new ArrayList<>()).add(rates.perSecond(variant));
            }
        }
        double row = median(rounds.getOrDefault(Variant.OUTBOX_ROW, List.of()));
        report.figure("commits with an outbox row", "/s", row);
        report.ratio("… ÷ without any event", row / median(rounds.getOrDefault(Variant.WITHOUT_EVENT, List.of())), 0.8);
        report.ratio("… ÷ with NOTIFY in the transaction", row / median(rounds.getOrDefault(Variant.ROW_AND_NOTIFY, List.of())), 1.8);
        report.figure("… ÷ with a logical message", "", row / median(rounds.getOrDefault(Variant.LOGICAL_MESSAGE, List.of())));
        return row;
    }

    private void relays() throws SQLException, IOException, InterruptedException, ExecutionException {
        RelayRates rates = new RelayRates(stage, options.rows());
        List<Double> ours = new ArrayList<>();
        List<Double> two = new ArrayList<>();
        List<Double> test = new ArrayList<>();
        List<Double> status = new ArrayList<>();
        List<Double> delete = new ArrayList<>();
        List<Double> wal = new ArrayList<>();
        rates.ours(1);
        for (int round = 0; round < options.rounds(); round++) {
            ours.add(rates.ours(1));
            wal.add(rates.walPerEvent());
            test.add(rates.producerTest(options.kafkaLibraries()));
            status.add(rates.statusUpdate());
            two.add(rates.ours(2));
            delete.add(rates.delete());
        }
        double rate = median(ours);
        report.figure("relay, one shard", "/s", rate);
        report.figure("relay, two shards", "/s", median(two));
        report.ratio("one shard ÷ Kafka's producer performance test", rate / median(test), 0.5);
        report.ratio("… ÷ relay that updates a status", rate / median(status), 4);
        report.ratio("… ÷ relay that deletes", rate / median(delete), 1.5);
        report.atMost("write-ahead log of the relay per event", "B", median(wal), 5);
    }

    private void latencies(double load) throws SQLException, IOException, InterruptedException, ExecutionException {
        Latencies latencies = new Latencies(stage, options.time().multipliedBy(4), Latencies.OUTBOX_ROW);
        stage.reset();
        try (RelayUnderTest relay = RelayUnderTest.start(stage.settings(1), stage.kafka())) {
            Latencies.Result alone = latencies.measure(load, relay::committed);
            Latencies.Result beside;
            try (Connection open = stage.connect();
                    Statement statement = open.createStatement()) {
                open.setAutoCommit(false);
                statement.execute("insert into account values (-1, 0)");
                beside = latencies.measure(load, relay::committed);
                open.rollback();
            }
            report.figure("transactions per second while latency is measured", "/s", load);
            report.atMost("commit to a read-committed consumer, p50", "ms", alone.p50(), 3);
            report.atMost("… p99", "ms", alone.p99(), 20);
            report.atMost("… p99 beside an open transaction ÷ without", "", beside.p99() / alone.p99(), 1.2);
        }
    }

    private void debezium(double load) throws SQLException, IOException, InterruptedException, ExecutionException {
        RelayRates rates = new RelayRates(stage, options.rows());
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        rates.oursLive();
        for (int round = 0; round < options.rounds(); round++) {
            ours.add(rates.oursLive());
            DebeziumRelay.createTable(stage);
            try (DebeziumRelay debezium = new DebeziumRelay(stage)) {
                debezium.drain(5_000);
                theirs.add(debezium.drain(options.rows()));
            }
        }
        report.figure("relay beside its writer, one shard", "/s", median(ours));
        report.figure("Debezium embedded with outbox router beside its writer", "/s", median(theirs));
        report.ratio("relay ÷ Debezium", median(ours) / median(theirs), 1);
        Duration time = options.time().multipliedBy(2);
        Latencies.Result their;
        DebeziumRelay.createTable(stage);
        try (DebeziumRelay debezium = new DebeziumRelay(stage)) {
            debezium.drain(5_000);
            their = new Latencies(stage, time, DebeziumRelay.TELLING).measure(load, shard -> {});
        }
        stage.reset();
        try (RelayUnderTest relay = RelayUnderTest.start(stage.settings(1), stage.kafka())) {
            Latencies.Result our = new Latencies(stage, time, Latencies.OUTBOX_ROW).measure(load, relay::committed);
            report.figure("Debezium, commit to consumer, p50", "ms", their.p50());
            report.figure("… p99", "ms", their.p99());
            report.ratio("Debezium's p50 ÷ the relay's", their.p50() / our.p50(), 1);
            report.ratio("Debezium's p99 ÷ the relay's", their.p99() / our.p99(), 1);
        }
    }

    private void inbox() throws SQLException, IOException {
        InboxRates rates = new InboxRates(stage);
        rates.prepare();
        List<Double> batch = new ArrayList<>();
        List<Double> single = new ArrayList<>();
        rates.perSecond(10_000, 500);
        for (int round = 0; round < options.rounds(); round++) {
            batch.add(rates.perSecond(20_000, 500));
            single.add(rates.perSecond(1_000, 1));
        }
        report.figure("inbox, five hundred messages per transaction", "/s", median(batch));
        report.ratio("… ÷ one transaction per message", median(batch) / median(single), 25);
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
