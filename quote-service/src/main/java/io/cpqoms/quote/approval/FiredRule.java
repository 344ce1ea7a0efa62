package io.cpqoms.quote.approval;

/**
 * A rule that fired.
 *
 * @param level how high it asks, such as {@code manager}
 * @param group who decides there
 * @param reason why it fired, with the figures of this quote, in a sentence for people
 */
public record FiredRule(String ruleId, String level, String group, String reason) {}
