package io.cpqoms.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What interleaved rounds measured, by name; ratios are taken round by round, so that a slow minute hits both sides. */
final class Rounds {

    private final Map<String, List<Double>> measured = new LinkedHashMap<>();
    private final Consumer<String> progress;

    /** @param progress told each figure as it comes */
    Rounds(Consumer<String> progress) {
        this.progress = progress;
    }

    void add(String name, String unit, double value) {
        List<Double> values = measured.computeIfAbsent(name, key -> new ArrayList<>());
        values.add(value);
        progress.accept("  round " + values.size() + ": " + name + " " + Report.number(value) + " " + unit);
    }

    double median(String name) {
        return median(values(name).stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The median over the rounds of one figure divided by another. */
    double ratio(String dividend, String divisor) {
        List<Double> above = values(dividend);
        List<Double> below = values(divisor);
        return median(IntStream.range(0, Math.min(above.size(), below.size()))
                .mapToDouble(round -> above.get(round) / below.get(round))
                .toArray());
    }

    private List<Double> values(String name) {
        List<Double> values = measured.get(name);
        if (values == null) {
            throw new IllegalArgumentException(name + " was not measured; there are " + measured.keySet());
        }
        return values;
    }

    private static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
