package io.cpqoms.cli.topics.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** What a guarded change would do on the cluster as it is now, counted there. */
public final class Impacts {
    private final RecordCounts counts;

    Impacts(RecordCounts counts) {
        this.counts = counts;
    }

    Map<Change, List<String>> of(Plan plan) throws ExecutionException, InterruptedException {
        Map<Change, List<String>> impacts = new LinkedHashMap<>();
        for (Change change : plan.changes()) {
            List<String> lines = of(change);
            if (!lines.isEmpty()) {
                impacts.put(change, lines);
            }
        }
        return impacts;
    }

    private List<String> of(Change change) throws ExecutionException, InterruptedException {
        if (change.care() == Change.Care.FREE) {
            return List.of();
        }
        return switch (change) {
            case Change.AddPartitions add -> partitions(add);
            case Change.Alter alter -> alter(alter);
            case Change.Unmanaged unmanaged -> deletion(unmanaged.subject());
            case Change.Drift drift ->
                List.of(
                        drift.what().equals("partitions")
                                ? "Kafka can't take partitions away: correct the registry, or move to a new topic"
                                : "reassign the replicas with kafka-reassign-partitions, then plan again");
            case Change.Revoke revoke ->
                List.of(revoke.subject() + " may be using it right now and is refused from then on");
            case Change.Create create -> List.of();
            case Change.Allow allow -> List.of();
        };
    }

    private List<String> partitions(Change.AddPartitions add) throws ExecutionException, InterruptedException {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%.0f %% of the keys move to another partition: their old records stay where they are",
                100 * shareOfMovedKeys(add.found(), add.wanted())));
        lines.add("a moved key's later records may be applied before its earlier ones, as long as a reader lags");
        Map<String, Long> lags = counts.lags(add.subject());
        lags.forEach((group, lag) -> lines.add(
                "group " + group + (lag == 0 ? " has read everything" : " still has " + lag + " records to read")));
        lines.add("first stop the producers and let every group read to the end, then apply, then start them again");
        return lines;
    }

    /** A key stays where it is only if its hash leaves the same remainder for both counts. */
    static double shareOfMovedKeys(int from, int to) {
        int period = from * to;
        int moved = 0;
        for (int hash = 0; hash < period; hash++) {
            if (hash % from != hash % to) {
                moved++;
            }
        }
        return (double) moved / period;
    }

    private List<String> alter(Change.Alter alter) throws ExecutionException, InterruptedException {
        if (alter.setting().equals("retention.ms")) {
            return retention(alter);
        }
        return List.of(
                switch (alter.setting()) {
                    case "max.message.bytes" ->
                        "larger messages are refused from then on; outbox rows that hold one park";
                    case "min.insync.replicas" -> "an acknowledged record may then be lost with fewer brokers";
                    case "cleanup.policy" ->
                        "compaction forgets all but the last record of a key, deletion forgets by age: neither can be"
                                + " undone";
                    default -> "check what depends on it";
                });
    }

    private List<String> retention(Change.Alter alter) throws ExecutionException, InterruptedException {
        List<String> lines = new ArrayList<>();
        RecordCounts.Older older = counts.olderThan(alter.subject(), Long.parseLong(alter.wanted()));
        lines.add(older.records() + " of " + older.all() + " records are older and go for good");
        older.unreadBy()
                .forEach((group, unread) ->
                        lines.add("group " + group + " has not read " + unread + " of them: they are lost to it"));
        return lines;
    }

    private List<String> deletion(String topic) throws ExecutionException, InterruptedException {
        List<String> lines = new ArrayList<>();
        lines.add(counts.all(topic) + " records would go for good; without --delete it stays");
        counts.lags(topic).keySet().forEach(group -> lines.add("group " + group + " reads it"));
        return lines;
    }
}
