package io.cpqoms.workflow.task;

import java.util.Set;

/**
 * Who decides, as the token says it.
 *
 * @param groups roles and groups alike: the token has them in one claim
 */
public record Decider(String tenantId, String subject, Set<String> groups) {

    boolean hasRole(String role) {
        return groups.contains(role);
    }

    boolean isInOneOf(Set<String> candidates) {
        return candidates.stream().anyMatch(groups::contains);
    }
}
