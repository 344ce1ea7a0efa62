package io.cpqoms.notification.rule;

import java.util.Map;

/**
 * Somebody shall be told something: what a rule makes of a message.
 *
 * @param recipient party id; its address is looked up when the message is sent
 * @param parameters what the template may say: text, numbers, lists and maps
 */
public record Wanted(String template, String recipient, Subject subject, Map<String, Object> parameters) {

    public Wanted {
        parameters = Map.copyOf(parameters);
    }

    /** What it is about. */
    public record Subject(String type, String id) {}
}
