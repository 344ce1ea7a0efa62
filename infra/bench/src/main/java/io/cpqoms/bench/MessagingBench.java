package io.cpqoms.bench;

import static io.cpqoms.bench.Options.Part.COMMIT;
import static io.cpqoms.bench.Options.Part.DEBEZIUM;
import static io.cpqoms.bench.Options.Part.INBOX;
import static io.cpqoms.bench.Options.Part.LATENCY;
import static io.cpqoms.bench.Options.Part.RELAY;

import io.cpqoms.bench.CommitRates.Variant;
import io.cpqoms.messaging.internal.RelayUnderTest;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * The messaging library beside what one would use instead: commit rate, relay rate, latency, write-ahead log, inbox, and
 * Debezium doing the same job. Rounds are interleaved so that a slow minute of the machine hits all alike.
 */
public final class MessagingBench {

    /** What marks a line of progress among those of the report. */
    static final String PROGRESS = "bench: ";

    private static final double SHARE_OF_CAPACITY = 0.3;
    private static final int BATCH = 500;
    private static final int OTHERS = 4;

    /** Milliseconds by which their events may come later than those of the instance that holds the shard. */
    private static final int LATER = 5;

    private final Options options;
    private final Stage stage;
    private final Consumer<String> progress;
    private final Report report = new Report();
    private final Rounds rounds;

    private MessagingBench(Options options, Consumer<String> progress) throws SQLException {
        this.options = options;
        this.progress = progress;
        this.rounds = new Rounds(progress);
        progress.accept("starting PostgreSQL and Kafka");
        this.stage = new Stage();
    }

    /** @param arguments see {@link Options}: {@code --rounds=3 --seconds=3 --rows=60000 --only=commit,relay} */
    public static void main(String... arguments) throws Exception {
        try {
            System.out.print(run(Options.of(arguments), line -> System.out.println(PROGRESS + line))
                    .text());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
        // Debezium and Kafka leave threads behind that would keep the JVM.
        System.exit(0);
    }

    static Report run(Options options, Consumer<String> progress)
            throws SQLException, IOException, InterruptedException, ExecutionException {
        MessagingBench bench = new MessagingBench(options, progress);
        String load = Machine.load();
        bench.report.head(Machine.now());
        bench.report.head(bench.stage.servers());
        bench.measure();
        bench.report.head("medians of " + options.rounds() + " interleaved rounds, " + options.rows()
                + " rows in a backlog; load average before the run " + load + ", after it " + Machine.load());
        return bench.report;
    }

    private void measure() throws SQLException, IOException, InterruptedException, ExecutionException {
        double load = 0;
        if (options.has(COMMIT) || options.has(LATENCY) || options.has(DEBEZIUM)) {
            load = commits() * SHARE_OF_CAPACITY;
        }
        if (options.has(RELAY)) {
            relays();
        }
        if (options.has(LATENCY)) {
            latencies(load);
        }
        if (options.has(DEBEZIUM)) {
            new DebeziumDuel(stage, options, rounds).measure(load, report);
        }
        if (options.has(INBOX)) {
            inbox();
        }
    }

    /** @return commits with an outbox row per second, of which the load of latencies is a share */
    private double commits() throws SQLException, InterruptedException, ExecutionException {
        progress.accept("commits: with and without an outbox row, and in other ways");
        stage.reset();
        CommitRates rates = new CommitRates(stage, options.time());
        rates.perSecond(Variant.OUTBOX_ROW);
        for (int round = 0; round < options.rounds(); round++) {
            for (Variant variant : Variant.values()) {
                rounds.add(variant.name(), "/s", rates.perSecond(variant));
            }
        }
        String row = Variant.OUTBOX_ROW.name();
        report.figure("commits with an outbox row", "/s", rounds.median(row));
        report.atLeast("… ÷ without any event", rounds.ratio(row, Variant.WITHOUT_EVENT.name()), 0.8);
        report.atLeast("… ÷ with NOTIFY in the transaction", rounds.ratio(row, Variant.ROW_AND_NOTIFY.name()), 1.8);
        report.figure("… ÷ with a logical message instead", "", rounds.ratio(row, Variant.LOGICAL_MESSAGE.name()));
        report.figure("… ÷ with an empty statement instead", "", rounds.ratio(row, Variant.EMPTY_STATEMENT.name()));
        report.figure("… ÷ with a row in a bare table instead", "", rounds.ratio(row, Variant.BARE_ROW.name()));
        report.atLeast(
                "commits of a service's command with an outbox row ÷ without",
                rounds.ratio(Variant.COMMAND_WITH_ROW.name(), Variant.COMMAND_WITHOUT_EVENT.name()),
                0.8);
        return rounds.median(row);
    }

    private void relays() throws SQLException, IOException, InterruptedException, ExecutionException {
        progress.accept("relays: the library's, Kafka's producer test, status update, delete");
        BacklogRates ours = new BacklogRates(stage, options.rows());
        ProducerPerformance test = new ProducerPerformance(stage, options.kafkaLibraries());
        ours.perSecond(1);
        UsualRelay.DELETE.perSecond(stage, options.rows(), true);
        for (int round = 0; round < options.rounds(); round++) {
            BacklogRates.Result result = ours.measure();
            rounds.add("relay", "/s", result.perSecond());
            rounds.add("log", "B", result.walBytes());
            rounds.add("producer test", "/s", test.perSecond(options.rows()));
            rounds.add("status update", "/s", UsualRelay.STATUS_UPDATE.perSecond(stage, options.rows(), true));
            rounds.add("delete", "/s", UsualRelay.DELETE.perSecond(stage, options.rows(), true));
            rounds.add("read by relay", "/s", ours.readPerSecond());
            rounds.add("read by status update", "/s", UsualRelay.STATUS_UPDATE.perSecond(stage, options.rows(), false));
            rounds.add("read by delete", "/s", UsualRelay.DELETE.perSecond(stage, options.rows(), false));
            rounds.add("two shards", "/s", ours.perSecond(2));
        }
        report.figure("relay, one shard", "/s", rounds.median("relay"));
        report.atLeast("… ÷ Kafka's producer performance test", rounds.ratio("relay", "producer test"), 0.6);
        report.atLeast("… ÷ relay that updates a status", rounds.ratio("relay", "status update"), 4);
        report.atLeast("… ÷ relay that deletes", rounds.ratio("relay", "delete"), 1.5);
        report.figure("the database's part alone, nothing sent", "/s", rounds.median("read by relay"));
        report.figure("… ÷ relay that updates a status", "", rounds.ratio("read by relay", "read by status update"));
        report.figure("… ÷ relay that deletes", "", rounds.ratio("read by relay", "read by delete"));
        report.atMost("write-ahead log that the relay writes, per event", "B", rounds.median("log"), 5);
        report.figure("relay, two shards", "/s", rounds.median("two shards"));
    }

    private void latencies(double load) throws SQLException, InterruptedException, ExecutionException {
        progress.accept("latency: " + Report.number(load) + " transactions a second, alone and beside an open one for "
                + options.open().toSeconds() + " s");
        stage.reset();
        try (RelayUnderTest relay = RelayUnderTest.start(stage.settings(1), stage.kafka());
                RelayUnderTest others = RelayUnderTest.standingBy(OTHERS, stage.settings(1), stage.kafka());
                TopicReader reader = TopicReader.start(stage.kafka())) {
            Latencies latencies = new Latencies(stage, load, Latencies.OUTBOX_ROW, () -> relay.committed(0));
            Latencies elsewhere = new Latencies(stage, load, Latencies.OUTBOX_ROW, () -> others.committed(0));
            Duration time = options.time().multipliedBy(4);
            latencies.measure(options.time(), reader.seen());
            for (int round = 0; round < options.rounds(); round++) {
                Latencies.Result alone = latencies.measure(time, reader.seen());
                rounds.add("p50", "ms", alone.p50());
                rounds.add("p99", "ms", alone.p99());
                Latencies.Result ofOthers = elsewhere.measure(time, reader.seen());
                rounds.add("p50 elsewhere", "ms", ofOthers.p50());
                rounds.add("p99 elsewhere", "ms", ofOthers.p99());
                try (Connection open = stage.connect();
                        Statement statement = open.createStatement()) {
                    open.setAutoCommit(false);
                    statement.execute("insert into account values (-1, 0)");
                    Latencies.Result beside = latencies.measure(options.open(), reader.seen());
                    rounds.add("p50 beside", "ms", beside.p50());
                    rounds.add("p99 beside", "ms", beside.p99());
                    open.rollback();
                }
            }
        }
        report.figure("transactions while latency is measured", "/s", load);
        report.atMost("commit to a reader, p50", "ms", rounds.median("p50"), 3);
        report.atMost("… p99", "ms", rounds.median("p99"), 20);
        report.atMost(
                "… p50 of what " + OTHERS + " instances without the shard committed",
                "ms",
                rounds.median("p50 elsewhere"),
                rounds.median("p50") + LATER);
        report.figure("… p99 of that", "ms", rounds.median("p99 elsewhere"));
        report.figure("… p50 beside an open transaction", "ms", rounds.median("p50 beside"));
        report.figure("… p99 beside an open transaction", "ms", rounds.median("p99 beside"));
        report.atMost("… p99 beside ÷ without", "", rounds.ratio("p99 beside", "p99"), 1.2);
    }

    private void inbox() throws SQLException {
        progress.accept("inbox: " + BATCH + " messages per transaction, and one");
        InboxRates rates = new InboxRates(stage);
        rates.prepare();
        rates.perSecond(options.rows() / 3 / BATCH * BATCH + BATCH, BATCH);
        rates.perSecond(BATCH, 1);
        for (int round = 0; round < options.rounds(); round++) {
            rounds.add("batch inbox", "/s", rates.perSecond(options.rows() / BATCH * BATCH, BATCH));
            rounds.add("single inbox", "/s", rates.perSecond(2 * BATCH, 1));
        }
        report.figure("inbox, " + BATCH + " messages per transaction", "/s", rounds.median("batch inbox"));
        report.atLeast("… ÷ one transaction per message", rounds.ratio("batch inbox", "single inbox"), 25);
    }
}
