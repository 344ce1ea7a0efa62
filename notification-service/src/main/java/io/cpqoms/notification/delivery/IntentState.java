package io.cpqoms.notification.delivery;

import java.util.Locale;

/** Where an intent stands. */
enum IntentState {
    /** Waits for its attempt. */
    PENDING,
    /** Claimed; the provider may have it at any moment from now on. */
    SENDING,
    /** The provider took it. */
    SENT,
    /** Nobody took it and nobody will be asked again. */
    FAILED,
    /** Nobody knows whether the provider has it; it is never sent again by itself. */
    UNKNOWN;

    /** Its name in contracts. */
    String contractName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
