package io.cpqoms.cli.topics.registry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A topic's name in its parts: {@code <domain>.<capability>.<stream-kind>.v<major>}.
 *
 * @param domain the platform, which separates it from others on a shared cluster
 * @param capability whose facts they are
 */
public record TopicName(String domain, String capability, String streamKind, int major) {
    private static final String WORD = "[a-z][a-z0-9]*(?:-[a-z0-9]+)*";
    private static final Pattern RULE =
            Pattern.compile("(" + WORD + ")\\.(" + WORD + ")\\.(" + WORD + ")\\.v([1-9][0-9]{0,2})");

    public static Optional<TopicName> parse(String name) {
        Matcher match = RULE.matcher(name);
        return match.matches()
                ? Optional.of(
                        new TopicName(match.group(1), match.group(2), match.group(3), Integer.parseInt(match.group(4))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return domain + "." + capability + "." + streamKind + ".v" + major;
    }
}
