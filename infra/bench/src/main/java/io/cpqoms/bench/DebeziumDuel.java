package io.cpqoms.bench;

import io.cpqoms.messaging.internal.RelayUnderTest;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/** The library's relay and Debezium's engine in turns: the same backlog, the same load. */
final class DebeziumDuel {

    private static final String OURS = "relay beside Debezium";
    private static final String THEIRS = "Debezium";

    private final Stage stage;
    private final Options options;
    private final Rounds rounds;

    DebeziumDuel(Stage stage, Options options, Rounds rounds) {
        this.stage = stage;
        this.options = options;
        this.rounds = rounds;
    }

    /** @param load transactions per second while latency is measured */
    void measure(double load, Report report)
            throws SQLException, IOException, InterruptedException, ExecutionException {
        for (int round = 0; round < options.rounds(); round++) {
            ours(load);
            theirs(load);
        }
        report.figure("Debezium embedded with outbox router", "/s", rounds.median(THEIRS));
        report.atLeast("relay ÷ Debezium", rounds.ratio(OURS, THEIRS), 1);
        report.figure("Debezium, commit to a reader, p50", "ms", rounds.median(THEIRS + " p50"));
        report.figure("… p99", "ms", rounds.median(THEIRS + " p99"));
        report.atLeast("Debezium's p50 ÷ the relay's", rounds.ratio(THEIRS + " p50", OURS + " p50"), 1);
        report.atLeast("Debezium's p99 ÷ the relay's", rounds.ratio(THEIRS + " p99", OURS + " p99"), 1);
    }

    private void ours(double load) throws SQLException, InterruptedException, ExecutionException {
        BacklogRates rates = new BacklogRates(stage, options.rows());
        rates.perSecond(1);
        rounds.add(OURS, "/s", rates.perSecond(1));
        stage.reset();
        try (RelayUnderTest relay = RelayUnderTest.start(stage.settings(1), stage.kafka());
                TopicReader reader = TopicReader.start(stage.kafka())) {
            Latencies latencies = new Latencies(stage, load, Latencies.OUTBOX_ROW, () -> relay.committed(0));
            add(OURS, latencies.measure(time(), reader.seen()));
        }
    }

    private void theirs(double load) throws SQLException, IOException, InterruptedException, ExecutionException {
        try (DebeziumRelay debezium = DebeziumRelay.start(stage)) {
            debezium.perSecond(options.rows());
            rounds.add(THEIRS, "/s", debezium.perSecond(options.rows()));
            try (TopicReader reader = TopicReader.start(stage.kafka())) {
                Latencies latencies = new Latencies(stage, load, DebeziumRelay.TELLING, () -> {});
                add(THEIRS, latencies.measure(time(), reader.seen()));
            }
        }
    }

    private Duration time() {
        return options.time().multipliedBy(4);
    }

    private void add(String who, Latencies.Result result) {
        rounds.add(who + " p50", "ms", result.p50());
        rounds.add(who + " p99", "ms", result.p99());
    }
}
