package io.cpqoms.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Percentiles of what was measured in nanoseconds. */
@Tag("ENG-06")
class LatenciesTest {

    @Test
    void percentilesAreTakenFromTheSortedValues() {
        long[] downwards =
                LongStream.rangeClosed(1, 100).map(i -> (101 - i) * 1_000_000).toArray();

        Latencies.Result result = Latencies.Result.of(downwards);

        assertThat(result.p50()).isEqualTo(51);
        assertThat(result.p99()).isEqualTo(100);
    }

    @Test
    void nothingMeasuredIsNoResult() {
        assertThatIllegalStateException().isThrownBy(() -> Latencies.Result.of(new long[0]));
    }
}
