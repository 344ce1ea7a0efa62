package io.cpqoms.cli.topics;

import io.cpqoms.cli.CpqFailure;

/** Numbers of options of which nothing, and less than nothing, would give an answer that says nothing. */
final class Above {
    private Above() {}

    /** @throws CpqFailure for wrong usage, when the number is none above zero */
    static double zero(String option, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw CpqFailure.usage(option + " is a number above 0, not " + value);
        }
        return value;
    }

    /** @throws CpqFailure for wrong usage, when the number is not above zero */
    static int zero(String option, int value) {
        if (value < 1) {
            throw CpqFailure.usage(option + " is 1 or more, not " + value);
        }
        return value;
    }
}
