package io.cpqoms.messaging;

/** The message itself is wrong and no retry can help: it goes to the dead-letter topic at once. */
public final class BadMessage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param detail what was wrong, where, and what would be right */
    public BadMessage(String detail) {
        super(detail);
    }

    public BadMessage(String detail, Throwable cause) {
        super(detail, cause);
    }
}
