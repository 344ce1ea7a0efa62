package io.cpqoms.order.fallout;

/** Where the fault lies, as the partner or this service sees it. */
public enum FalloutType {
    INVENTORY,
    PROVISIONING,
    BILLING,
    PARTNER,
    DATA
}
