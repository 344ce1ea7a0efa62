package io.cpqoms.cli.topics.audit;

/**
 * One thing that a running cluster shows and somebody should look at.
 *
 * @param kind for scripts: {@code hot-partition}, {@code key-skew}, {@code oversized}, {@code load}, {@code disk},
 *     {@code unread}, {@code unregistered-reader}, {@code zombie}, {@code asleep}
 * @param remedy what to do about it
 */
public record AuditFinding(String kind, String subject, String what, String remedy) {}
