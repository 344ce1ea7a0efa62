package io.cpqoms.cli.verify;

import java.time.Duration;

/**
 * How long a test class took.
 *
 * @param whole with what comes before and after its tests: servers, the application, fixtures of the class
 * @param tests the sum of its tests alone
 */
record ClassTime(String module, String name, Duration whole, Duration tests) {

    /** What it waited for before and between its tests; a class that shares a started application has nearly none. */
    Duration start() {
        Duration start = whole.minus(tests);
        return start.isNegative() ? Duration.ZERO : start;
    }
}
