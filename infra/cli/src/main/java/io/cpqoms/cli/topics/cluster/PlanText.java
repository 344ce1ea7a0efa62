package io.cpqoms.cli.topics.cluster;

import io.cpqoms.cli.topics.registry.Durations;
import io.cpqoms.cli.topics.registry.GovernedTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A plan as a diff for people: one line for each change, its impact indented below. */
public final class PlanText {
    private static final String RETENTION = "retention.ms";

    private PlanText() {}

    /** @param impacts what a guarded change does, by change */
    public static List<String> lines(Plan plan, Map<Change, List<String>> impacts) {
        List<String> lines = new ArrayList<>();
        plan.equal().forEach(name -> lines.add("  = " + name));
        for (Change change : plan.changes()) {
            lines.add("  " + line(change));
            impacts.getOrDefault(change, List.of()).forEach(impact -> lines.add("      " + impact));
        }
        return lines;
    }

    /** One change in one line; its first character is the kind of difference. */
    public static String line(Change change) {
        return switch (change) {
            case Change.Create create -> "+ " + create.subject() + "  create: " + words(create.topic());
            case Change.Alter alter ->
                mark(alter) + " " + alter.subject() + "  " + alter.setting() + ": "
                        + words(alter.setting(), alter.found()) + " → " + words(alter.setting(), alter.wanted());
            case Change.AddPartitions add ->
                mark(add) + " " + add.subject() + "  partitions: " + add.found() + " → " + add.wanted();
            case Change.Drift drift ->
                "x " + drift.subject() + "  " + drift.what() + ": " + drift.found() + ", the registry says "
                        + drift.wanted() + "; no command can change that";
            case Change.Unmanaged unmanaged -> "? " + unmanaged.subject() + "  is in no registry entry";
            case Change.Allow allow -> "+ acl  " + allow.grant();
            case Change.Revoke revoke -> "! acl  " + revoke.grant() + ", which nothing in the registry explains";
        };
    }

    private static String mark(Change change) {
        return change.care() == Change.Care.GUARDED ? "!" : "~";
    }

    private static String words(GovernedTopic topic) {
        return topic.partitions() + (topic.partitions() == 1 ? " partition, " : " partitions, ") + topic.replicas()
                + (topic.replicas() == 1 ? " replica, kept " : " replicas, kept ")
                + words(RETENTION, topic.config().getOrDefault(RETENTION, "")) + ", messages up to "
                + topic.config().get("max.message.bytes") + " bytes";
    }

    private static String words(String setting, String value) {
        return setting.equals(RETENTION) && value.matches("-?\\d+") ? Durations.words(Long.parseLong(value)) : value;
    }
}
