package io.cpqoms.notification.contact;

import java.util.Set;

/** The groups that the platform's own processes address; a tenant's policy may name others, which are known once their address is. */
final class HouseGroups {

    static final Set<String> NAMES = Set.of("sales-desk", "sales-managers", "sales-directors", "order-operations");

    private HouseGroups() {}
}
