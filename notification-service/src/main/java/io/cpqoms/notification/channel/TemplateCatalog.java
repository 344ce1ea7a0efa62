package io.cpqoms.notification.channel;

import java.util.Map;
import java.util.Optional;

/**
 * The templates that exist and the version of each that new intents use.
 *
 * <p>A template never changes once it was used: a new wording is a new version, so that an intent says later what it would
 * have said when it was made.
 */
public final class TemplateCatalog {

    private static final Map<String, Integer> CURRENT = Map.of(
            "quote-accepted", 1,
            "order-completed", 1,
            "approval-requested", 1,
            "approval-reminder", 1,
            "fallout-raised", 1);

    private TemplateCatalog() {}

    /** The version that a new intent gets; empty for a template that does not exist. */
    public static Optional<Integer> currentVersion(String template) {
        return Optional.ofNullable(CURRENT.get(template));
    }

    static Map<String, Integer> all() {
        return CURRENT;
    }
}
