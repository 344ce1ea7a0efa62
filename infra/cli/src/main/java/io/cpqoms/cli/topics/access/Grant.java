package io.cpqoms.cli.topics.access;

import java.util.Comparator;
import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** One right of one principal, as the broker keeps it; there are only rights, no prohibitions. */
public record Grant(String principal, ResourceType type, PatternType pattern, String name, AclOperation operation)
        implements Comparable<Grant> {
    private static final String USER = "User:";
    private static final String ANY_HOST = "*";

    static Grant on(String principal, ResourceType type, String name, AclOperation operation) {
        return new Grant(principal, type, PatternType.LITERAL, name, operation);
    }

    static Grant onPrefix(String principal, ResourceType type, String prefix, AclOperation operation) {
        return new Grant(principal, type, PatternType.PREFIXED, prefix, operation);
    }

    public static Grant of(AclBinding binding) {
        String principal = binding.entry().principal();
        return new Grant(
                principal.startsWith(USER) ? principal.substring(USER.length()) : principal,
                binding.pattern().resourceType(),
                binding.pattern().patternType(),
                binding.pattern().name(),
                binding.entry().operation());
    }

    public AclBinding binding() {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry(USER + principal, ANY_HOST, operation, AclPermissionType.ALLOW));
    }

    @Override
    public int compareTo(Grant other) {
        return Comparator.comparing(Grant::principal)
                .thenComparing(Grant::type)
                .thenComparing(Grant::name)
                .thenComparing(Grant::operation)
                .thenComparing(Grant::pattern)
                .compare(this, other);
    }

    /** "order-service may read topic cpq.quote.events.v1". */
    @Override
    public String toString() {
        return principal + " may " + operation.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " "
                + type.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + name
                + (pattern == PatternType.PREFIXED ? "*" : "");
    }
}
