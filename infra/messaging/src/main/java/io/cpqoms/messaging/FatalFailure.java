package io.cpqoms.messaging;

/**
 * Nothing can be right until a person acts: a key is missing, the schema of the database is another one. The consumer
 * stops without committing, the service is no longer ready, and the record waits where it is.
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
