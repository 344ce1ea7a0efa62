package io.cpqoms.cli;

import org.jspecify.annotations.Nullable;

/** A failure whose message is one line for a person: what is wrong and what to do about it. */
public final class CpqFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int exitCode;

    private CpqFailure(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** Something that was checked does not hold, or a service refused what it should have taken. */
    public CpqFailure(String message) {
        super(message);
        this.exitCode = ExitCodes.FAILED;
    }

    /** The machine or the stack is not as the command needs it. */
    public static CpqFailure environment(String message) {
        return environment(message, null);
    }

    public static CpqFailure environment(String message, @Nullable Throwable cause) {
        return new CpqFailure(ExitCodes.ENVIRONMENT, message, cause);
    }

    /** Arguments that can't be: the message says what would be right. */
    public static CpqFailure usage(String message) {
        return new CpqFailure(ExitCodes.USAGE, message, null);
    }

    public int exitCode() {
        return exitCode;
    }
}
