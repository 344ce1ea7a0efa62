package io.cpqoms.notification.delivery;

import java.util.Locale;

/** Where an intent stands. */
enum IntentState {
    /** Waits for its attempt. */
    PENDING,
    /** Waits for its recipient's address. */
    WAITING,
    /** Claimed; the provider may have it at any moment from now on. */
    SENDING,
    /** The provider took it. */
    SENT,
    /** Nobody took it and nobody will be asked again, unless an operator wants it. */
    FAILED,
    /** Nobody knows whether the provider has it; it is never sent again by itself. */
    UNKNOWN;

    /** Its name in contracts. */
    String contractName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
