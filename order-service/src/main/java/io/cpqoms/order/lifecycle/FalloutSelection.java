package io.cpqoms.order.lifecycle;

import io.cpqoms.order.fallout.Fallout;

/** Which fallouts a list shows. */
public enum FalloutSelection {
    ALL,
    OPEN,
    CLOSED;

    public boolean shows(Fallout fallout) {
        return switch (this) {
            case ALL -> true;
            case OPEN -> fallout.isOpen();
            case CLOSED -> !fallout.isOpen();
        };
    }
}
