package io.cpqoms.messaging;

/** Something the handler depends on is away for a while: the batch is retried with backoff and never dead-lettered. */
public final class TransientFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TransientFailure(String detail, Throwable cause) {
        super(detail, cause);
    }

    public TransientFailure(String detail) {
        super(detail);
    }
}
