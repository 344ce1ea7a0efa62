package io.cpqoms.notification.channel;

import java.util.Map;
import java.util.Optional;

/**
 * The templates that exist, the version of each that new intents use, and what their parameters mean.
 *
 * <p>A template never changes once it was used: a new wording is a new version, so that an intent says later what it would
 * have said when it was made. A parameter means the same in every version; what means something else gets another name.
 */
public final class TemplateCatalog {

    private static final Map<String, Integer> CURRENT = Map.of(
            "quote-accepted", 2,
            "quote-returned", 1,
            "quote-declined", 1,
            "order-completed", 1,
            "approval-requested", 1,
            "approval-reminder", 1,
            "fallout-raised", 1);

    /** As the contracts of the messages say that lead to them; a test holds the two together. The rest is text. */
    private static final Map<String, Map<String, Meaning>> MEANINGS = Map.of(
            "quote-accepted", Map.of("total", Meaning.MONEY, "recurring", Meaning.PERIODS),
            "approval-requested", Map.of("dueAt", Meaning.TIME),
            "approval-reminder", Map.of("dueAt", Meaning.TIME));

    private TemplateCatalog() {}

    /** The version that a new intent gets; empty for a template that does not exist. */
    public static Optional<Integer> currentVersion(String template) {
        return Optional.ofNullable(CURRENT.get(template));
    }

    /** The parameters of the template that are not simply text, and what they mean. */
    static Map<String, Meaning> meanings(String template) {
        return MEANINGS.getOrDefault(template, Map.of());
    }

    static Map<String, Integer> all() {
        return CURRENT;
    }
}
