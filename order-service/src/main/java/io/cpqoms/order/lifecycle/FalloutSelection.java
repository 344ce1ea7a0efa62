package io.cpqoms.order.lifecycle;

/** Which fallouts a list shows. */
public enum FalloutSelection {
    ALL,
    OPEN,
    CLOSED
}
