package io.cpqoms.notification.rule;

import java.util.Map;

/**
 * Somebody shall be told something: what a rule makes of a message.
 *
 * @param parameters what the template may say: text, numbers, lists and maps
 */
public record Wanted(String template, Recipient recipient, Subject subject, Map<String, Object> parameters) {

    public Wanted {
        parameters = Map.copyOf(parameters);
    }

    /** What it is about. */
    public record Subject(String type, String id) {}
}
