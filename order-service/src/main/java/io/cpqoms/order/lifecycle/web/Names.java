package io.cpqoms.order.lifecycle.web;

import io.cpqoms.order.fallout.FalloutType;
import io.cpqoms.order.fallout.Repair;
import java.util.Locale;

/** How values are called over REST. */
final class Names {

    private Names() {}

    static String of(Repair repair) {
        return switch (repair) {
            case RETRY -> "retry";
            case SKIP -> "skip";
            case COMPLETE_MANUALLY -> "completeManually";
        };
    }

    static String of(FalloutType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
