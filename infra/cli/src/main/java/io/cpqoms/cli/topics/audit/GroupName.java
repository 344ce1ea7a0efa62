package io.cpqoms.cli.topics.audit;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose a group is, read from the id that the messaging library derives:
 * {@code <environment>.<consumer>.v<version>.<topic>}, where the consumer begins with its service.
 */
record GroupName(String environment, String service, String consumer, int version, String topic) {
    private static final Pattern DERIVED = Pattern.compile(
            "([A-Za-z0-9_-]+)\\.([a-z].*?)\\.v([1-9]\\d*)\\.([a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*\\.v\\d+)");
    private static final Pattern REPLAY = Pattern.compile("[A-Za-z0-9_-]+\\.(?:([a-z][a-z0-9-]*)\\.)?replay\\..+");

    /** Absent for an id that no consumer of these services can have. */
    static Optional<GroupName> parse(String id, Collection<String> services) {
        Matcher derived = DERIVED.matcher(id);
        if (!derived.matches()) {
            return Optional.empty();
        }
        String consumer = derived.group(2);
        return services.stream()
                .filter(service -> consumer.equals(service) || consumer.startsWith(service + "."))
                .findFirst()
                .map(service -> new GroupName(
                        derived.group(1), service, consumer, Integer.parseInt(derived.group(3)), derived.group(4)));
    }

    /** Whether a replay reads with it, of one of these services or of the principal that replays by hand. */
    static boolean isReplay(String id, Collection<String> services) {
        Matcher replay = REPLAY.matcher(id);
        return replay.matches() && (replay.group(1) == null || services.contains(replay.group(1)));
    }

    /** Whether it took the place of the other: the same reader, declared with a newer version. */
    boolean succeeds(GroupName other) {
        return environment.equals(other.environment)
                && consumer.equals(other.consumer)
                && topic.equals(other.topic)
                && version > other.version;
    }
}
