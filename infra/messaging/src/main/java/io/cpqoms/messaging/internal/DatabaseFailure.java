package io.cpqoms.messaging.internal;

import java.sql.SQLException;

/** A statement of this library failed; the cause's SQL state tells whether a retry can help. */
public final class DatabaseFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseFailure(String what, SQLException cause) {
        super(what + ": " + cause.getMessage(), cause);
    }
}
