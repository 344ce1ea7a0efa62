package io.cpqoms.cli.client;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who calls: a subject with one role in one tenant and, where he decides tasks, the group they are for.
 *
 * @param role one of sales, approver, operator, catalog-admin, auditor, administrator
 */
public record Person(String subject, String role, Optional<String> group, String tenant) {

    public Person(String subject, String role, String tenant) {
        this(subject, role, Optional.empty(), tenant);
    }

    /** The same person as a member of a group. */
    public Person in(String someGroup) {
        return new Person(subject, role, Optional.of(someGroup), tenant);
    }

    /** What his token's claim {@code groups} holds. */
    Set<String> claimedGroups() {
        Set<String> claimed = new TreeSet<>(Set.of(role));
        group.ifPresent(claimed::add);
        return claimed;
    }
}
