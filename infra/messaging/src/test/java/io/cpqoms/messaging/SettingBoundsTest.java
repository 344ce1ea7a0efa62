package io.cpqoms.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.validator.BeanValidationConfigValidatorImpl;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bound of the shared libraries' settings: what is just inside starts a service, what is just outside does not. */
class SettingBoundsTest {

    private static final String TABLE = """
            cpq.messaging.outbox.shards                  1          32
            cpq.messaging.outbox.page-size               1          10000
            cpq.messaging.outbox.page-bytes              65536      67108864
            cpq.messaging.outbox.tick-spacing            PT0S       PT0.5S
            cpq.messaging.outbox.poll-minimum            PT0.001S   PT15M     cpq.messaging.outbox.poll-maximum=PT15M
            cpq.messaging.outbox.poll-maximum            PT0.001S   PT15M     cpq.messaging.outbox.poll-minimum=PT0.001S
            cpq.messaging.outbox.take-over-interval      PT0.1S     PT1M
            cpq.messaging.outbox.lease                   PT1S       PT15S
            cpq.messaging.outbox.retention               PT0S       P6D
            cpq.messaging.outbox.parked-retention        P8D        P3650D
            cpq.messaging.outbox.care-interval           PT0.1S     PT1M
            cpq.messaging.outbox.manifest-messages       0          10000
            cpq.messaging.outbox.manifest-interval       PT0.01S    PT10M
            cpq.messaging.outbox.topic-probe             PT0.1S     PT5M
            cpq.messaging.outbox.topic-wait              PT0.5S     PT30S
            cpq.messaging.outbox.manifest-timeout        PT1S       PT2M
            cpq.messaging.outbox.retry-backoff           PT0.01S    PT1M
            cpq.messaging.inbox.retry-backoff            PT0.01S    PT1M      cpq.messaging.inbox.retry-backoff-maximum=PT1M
            cpq.messaging.inbox.retry-backoff-maximum    PT0.01S    PT10M     cpq.messaging.inbox.retry-backoff=PT0.01S
            cpq.messaging.inbox.breaker-failures         1          1000
            cpq.messaging.inbox.ramp-up-initial          1          100000
            cpq.messaging.inbox.ramp-up                  PT0S       PT10M
            cpq.messaging.inbox.unknown-attempts         1          100
            cpq.messaging.inbox.release-keys             2          1000
            cpq.messaging.inbox.release-probe            PT0.01S    PT10M     cpq.messaging.inbox.release-probe-maximum=PT10M
            cpq.messaging.inbox.release-probe-maximum    PT0.01S    PT1H      cpq.messaging.inbox.release-probe=PT0.01S
            cpq.messaging.inbox.parked-backoff           PT0.01S    PT1H
            cpq.messaging.inbox.parked-interval          PT0.01S    PT1M
            cpq.messaging.inbox.look-interval            PT0.1S     PT1M
            cpq.messaging.inbox.lease                    PT1S       PT2M      cpq.messaging.inbox.transaction-timeout=PT2M
            cpq.messaging.inbox.transaction-timeout      PT1S       PT5M      cpq.messaging.inbox.lease=PT1S
            cpq.messaging.inbox.handling-time            PT0.001S   PT5M      cpq.messaging.inbox.transaction-timeout=PT5M
            cpq.messaging.inbox.retention                P91D       P3650D
            cpq.messaging.inbox.letter-retention         P1D        P3650D
            cpq.messaging.replay.rate                    1          1000000
            cpq.messaging.replay.batch-size              1          10000
            cpq.messaging.replay.look-every              PT0.01S    PT1M
            cpq.messaging.replay.lag-tolerance           0          10000000
            cpq.messaging.replay.plan-scan               1          10000000
            cpq.messaging.replay.plan-validity           PT1M       P7D
            cpq.messaging.replay.retention               P1D        P3650D
            cpq.database.request.lock                    PT0.1S     PT30S     cpq.database.request.statement=PT31S;cpq.database.request.transaction=PT1M
            cpq.database.request.statement               PT0.5S     PT1M      cpq.database.request.lock=PT0.1S;cpq.database.request.transaction=PT1M
            cpq.database.request.transaction             PT1S       PT2M      cpq.database.request.lock=PT0.1S;cpq.database.request.statement=PT0.5S
            cpq.database.background                      PT5M30S    P1D
            cpq.retention.interval                       PT1S       P1D
            cpq.retention.batch                          1          100000
            cpq.retention.batches                        1          10000
            cpq.retention.command-records                P1D        P365D
            """;

    /** A row of the table, with what else must be given for a bound to be allowed by its neighbours. */
    record Bound(String setting, String least, String most, Map<String, String> others) {

        static Bound of(String row) {
            String[] columns = row.strip().split(" +");
            Map<String, String> others = new HashMap<>();
            if (columns.length > 3) {
                for (String other : columns[3].split(";")) {
                    others.put(other.split("=")[0], other.split("=")[1]);
                }
            }
            return new Bound(columns[0], columns[1], columns[2], others);
        }

        GivenToAService given(String value) {
            Map<String, String> settings = new HashMap<>(others);
            settings.put(setting, value);
            return GivenToAService.inItsFile(settings);
        }

        List<String> outside() {
            return List.of(next(least, -1), next(most, 1));
        }

        private static String next(String bound, int step) {
            return bound.startsWith("P")
                    ? Duration.parse(bound).plusMillis(step).toString()
                    : Long.toString(Long.parseLong(bound) + step);
        }

        @Override
        public String toString() {
            return setting;
        }
    }

    static Stream<Bound> bounds() {
        return TABLE.lines().map(Bound::of);
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void bothEndsStart(Bound bound) {
        for (String value : List.of(bound.least(), bound.most())) {
            assertThatCode(() -> bound.given(value).read()).as(value).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void nothingBeyondThemStarts(Bound bound) {
        for (String value : bound.outside()) {
            assertThatThrownBy(() -> bound.given(value).read())
                    .as(value)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("  " + bound.setting() + "  (CPQ_")
                    .hasMessageContaining("is     " + value + " (application.properties)")
                    .hasMessageContaining("needs  a ");
        }
    }

    /** The same annotations judge where our gate is not: two readings of one bound must agree. */
    @ParameterizedTest
    @MethodSource("bounds")
    void quarkusReadsTheBoundsAlike(Bound bound) {
        BeanValidationConfigValidatorImpl quarkus = new BeanValidationConfigValidatorImpl();
        for (String value : List.of(bound.least(), bound.most())) {
            assertThatCode(() ->
                            bound.given(value).mapped().withValidator(quarkus).build())
                    .as(value)
                    .doesNotThrowAnyException();
        }
        for (String value : bound.outside()) {
            assertThatThrownBy(() ->
                            bound.given(value).mapped().withValidator(quarkus).build())
                    .as(value)
                    .isInstanceOf(ConfigValidationException.class)
                    .hasMessageContaining(bound.setting());
        }
    }

    /** A setting that has no row here would have bounds that nobody has tried. */
    @Test
    void noSettingWithABoundIsForgotten() {
        List<String> tried = bounds().map(Bound::setting).toList();

        assertThat(GivenToAService.inItsFile(Map.of()).read().getPropertyNames())
                .filteredOn(name -> name.matches("cpq\\.(messaging|database|retention)\\..*"))
                .filteredOn(name -> !name.matches(".*(reader-|drill\\.|relay-enabled).*"))
                .containsExactlyInAnyOrderElementsOf(tried);
    }
}
