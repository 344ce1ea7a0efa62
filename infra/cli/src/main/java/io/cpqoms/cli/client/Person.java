package io.cpqoms.cli.client;

/**
 * Who calls: a subject with one role in one tenant.
 *
 * @param role one of sales, approver, operator, catalog-admin, auditor
 */
public record Person(String subject, String role, String tenant) {}
