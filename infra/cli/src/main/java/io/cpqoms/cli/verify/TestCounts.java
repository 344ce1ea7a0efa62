package io.cpqoms.cli.verify;

/** How many tests ran and how they ended. */
public record TestCounts(int passed, int failed, int skipped) {
    static final TestCounts NONE = new TestCounts(0, 0, 0);

    TestCounts plus(TestCounts other) {
        return new TestCounts(passed + other.passed, failed + other.failed, skipped + other.skipped);
    }

    public int run() {
        return passed + failed + skipped;
    }

    /** The last line of {@code cpq verify}; scripts read it. */
    String sentence() {
        return "%d passed, %d failed, %d skipped".formatted(passed, failed, skipped);
    }
}
