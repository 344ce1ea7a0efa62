package io.cpqoms.testkit.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Finds the fewest records that one would have to move to get an ascending order: all but a longest ascending subsequence.
 * Naming every record that has a newer one before it would blame ten innocents for one that came too early.
 */
final class VersionOrder {

    private VersionOrder() {}

    static <R> List<R> outOfOrder(List<R> records, ToLongFunction<R> version) {
        int[] ends = new int[records.size()];
        int[] previous = new int[records.size()];
        int length = 0;
        for (int i = 0; i < records.size(); i++) {
            long current = version.applyAsLong(records.get(i));
            int low = 0;
            int high = length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (version.applyAsLong(records.get(ends[middle])) < current) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            previous[i] = low == 0 ? -1 : ends[low - 1];
            ends[low] = i;
            length = Math.max(length, low + 1);
        }
        return without(records, ascending(ends, previous, length));
    }

    private static int[] ascending(int[] ends, int[] previous, int length) {
        int[] kept = new int[length];
        int at = length == 0 ? -1 : ends[length - 1];
        for (int i = length - 1; i >= 0; i--) {
            kept[i] = at;
            at = previous[at];
        }
        return kept;
    }

    private static <R> List<R> without(List<R> records, int[] kept) {
        Set<Integer> keep = new HashSet<>(Arrays.stream(kept).boxed().toList());
        List<R> moved = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            if (!keep.contains(i)) {
                moved.add(records.get(i));
            }
        }
        return moved;
    }
}
