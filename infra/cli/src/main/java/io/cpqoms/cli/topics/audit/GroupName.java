package io.cpqoms.cli.topics.audit;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose a group is, read from its id: {@code <service>.<channel>} or {@code <environment>.<consumer>.v<n>.<topic>}, where
 * the consumer begins with the service.
 *
 * @param family the id without its version: groups of one family replace each other
 * @param version 0 where the id has none
 */
record GroupName(String service, String family, int version) {
    private static final Pattern VERSION = Pattern.compile("\\.v(\\d+)(?=\\.cpq\\.|$)");

    static Optional<GroupName> parse(String id, Collection<String> services) {
        return services.stream()
                .filter(service -> id.startsWith(service + ".") || id.contains("." + service + "."))
                .findFirst()
                .map(service -> {
                    Matcher version = VERSION.matcher(id);
                    boolean versioned = version.find();
                    return new GroupName(
                            service,
                            versioned ? id.substring(0, version.start()) + id.substring(version.end()) : id,
                            versioned ? Integer.parseInt(version.group(1)) : 0);
                });
    }
}
