package io.cpqoms.cli.topics.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many partitions a load needs. */
@Tag("TOP-11")
class PartitionSizeTest {
    private static final Capacity CAPACITY = new Capacity(3, 1_000_000, 1, 48, 1_000_000);

    @ParameterizedTest(name = "{0}/s of {1} bytes, readers at {2}/s, {3} of them: {4}")
    @CsvSource({
        "300, 1000, 200, 3, 6, the slowest reader needs 5 and 6 share evenly",
        "300, 10000, 9000, 1, 12, the bytes need 9",
        "1, 100, 100, 3, 3, three readers must be able to share",
        "1, 100, 100, 1, 1, one is enough",
        "10000, 100, 20, 1, 1500, more than any listed number stays as it is"
    })
    void takesTheLargestOfThreeNeeds(double peak, int bytes, double reader, int parallel, int expected, String why) {
        Sizing load = new Sizing(peak, 1, bytes, reader, parallel, "test");

        assertThat(PartitionSize.of(load, CAPACITY).partitions()).as(why).isEqualTo(expected);
    }
}
