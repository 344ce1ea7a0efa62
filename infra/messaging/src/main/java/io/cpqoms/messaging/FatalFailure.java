package io.cpqoms.messaging;

/**
 * Nothing can be right until a person acts: a key is missing, the schema of the database is another one. The consumer takes
 * nothing but a probe, pages, and the record waits where it is; when the probe is handled, everything goes on.
 */
public final class FatalFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param detail what is wrong and what would be right, for the person who is paged */
    public FatalFailure(String detail, Throwable cause) {
        super(detail, cause);
    }

    public FatalFailure(String detail) {
        super(detail);
    }
}
