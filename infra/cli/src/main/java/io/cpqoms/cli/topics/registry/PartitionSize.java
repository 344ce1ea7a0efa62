package io.cpqoms.cli.topics.registry;

import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How many partitions a load needs and which of the three reasons decides.
 *
 * <p>The count is rounded up to a number with many divisors, because a group of readers shares partitions evenly only when
 * its size divides their number. It should suffice for good: adding partitions to a keyed topic later moves keys and breaks
 * their order.
 */
public record PartitionSize(int partitions, int forReaders, int forBytes, int forParallelism) {
    private static final int[] EVENLY_SHARED = {1, 2, 3, 4, 6, 8, 12, 18, 24, 36, 48, 60, 96, 120};

    public static PartitionSize of(Sizing load, Capacity capacity) {
        int readers = atLeastOne(load.peakPerSecond() * capacity.growth() / load.slowestReaderPerSecond());
        int bytes = atLeastOne(load.peakPerSecond()
                * load.averageBytes()
                * capacity.growth()
                / Math.max(1, capacity.partitionBytesPerSecond()));
        int needed = Math.max(Math.max(readers, bytes), load.parallelReaders());
        int rounded = IntStream.of(EVENLY_SHARED)
                .filter(count -> count >= needed)
                .findFirst()
                .orElse(needed);
        return new PartitionSize(rounded, readers, bytes, load.parallelReaders());
    }

    private static int atLeastOne(double value) {
        return Double.isFinite(value) ? (int) Math.max(1, Math.ceil(value)) : 1;
    }

    /** "6: 300/s at the peak, times 3, over 200/s of the slowest reader needs 5 …". */
    public String explanation(Sizing load, Capacity capacity) {
        return String.format(
                Locale.ROOT,
                "%d: %s/s at the peak times %s growth needs %d for the slowest reader (%s/s each), %d for the bytes,"
                        + " %d for parallel readers",
                partitions,
                plain(load.peakPerSecond()),
                plain(capacity.growth()),
                forReaders,
                plain(load.slowestReaderPerSecond()),
                forBytes,
                forParallelism);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
