package io.cpqoms.quote.approval;

/**
 * A rule of the policy.
 *
 * @param level how high it asks, such as {@code manager}
 * @param group who decides there
 * @param bound from where on it fires, in a sentence for people
 */
public record PolicyRule(String ruleId, String level, String group, String bound) {}
