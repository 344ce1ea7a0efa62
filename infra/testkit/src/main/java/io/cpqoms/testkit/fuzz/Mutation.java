package io.cpqoms.testkit.fuzz;

import java.util.Optional;
import java.util.random.RandomGenerator;

/** One way to break a request. */
record Mutation(String name, Way way) {

    /** Breaks it, or not where the request has nothing of the kind. */
    @FunctionalInterface
    interface Way {
        Optional<FuzzCase> breaking(ValidRequest valid, RandomGenerator random);
    }

    @Override
    public String toString() {
        return name;
    }

    static <T> T any(java.util.List<T> choices, RandomGenerator random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
