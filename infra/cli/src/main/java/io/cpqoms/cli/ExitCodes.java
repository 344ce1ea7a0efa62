package io.cpqoms.cli;

/** The exit codes of {@code cpq}, for scripts. */
public final class ExitCodes {
    public static final int OK = 0;
    /** A check, a proof or a test failed. */
    public static final int FAILED = 1;
    /** Wrong usage; picocli's own code. */
    public static final int USAGE = 2;
    /** The environment is not as needed: nothing runs, a port is taken, a file is missing. */
    public static final int ENVIRONMENT = 3;

    private ExitCodes() {}
}
