package io.cpqoms.command;

import java.io.Serial;

/** Carries a {@link Problem} through layers that can only throw; rolls a transaction back like every runtime exception. */
public final class ProblemException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        // A refusal is an answer, not an accident: no stack trace is taken.
        super(problem.slug() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
