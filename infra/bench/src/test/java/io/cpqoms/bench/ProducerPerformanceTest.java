package io.cpqoms.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is read from the output of Kafka's producer performance test. */
@Tag("ENG-06")
class ProducerPerformanceTest {

    @Test
    void theRateBehindTheWarmUpCounts() throws IOException {
        String output = """
                15000 records sent, 26000.5 records/sec (17.12 MB/sec), 300.0 ms avg latency, 412.0 ms max latency.
                15000 records sent, 26738.123 records/sec (17.84 MB/sec), 310.20 ms avg latency, 412.00 ms max latency, \
                5000 steady state records sent, 51000.25 records/sec (34.10 MB/sec), 12.00 ms avg latency, 40.00 ms max""";

        assertThat(ProducerPerformance.steadyRate(output.replace("latency, 5000", "latency\n5000")))
                .isEqualTo(51_000.25);
    }

    @Test
    void anOutputWithoutThatRateIsRefused() {
        assertThatIOException()
                .isThrownBy(() -> ProducerPerformance.steadyRate("15000 records sent, 26738.1 records/sec"))
                .withMessageContaining("no rate behind its warm-up");
    }
}
