package io.cpqoms.workflow.engine;

/**
 * Two transactions moved the same instance at once and this one lost. Its transaction is rolled back; doing it again is right, but
 * only in a new one.
 */
public final class EngineConflict extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EngineConflict(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
