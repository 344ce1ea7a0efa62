package io.cpqoms.cli.topics.check;

import java.util.stream.Stream;

/** One rule of the gate: what it finds in the contracts of a checkout. */
@FunctionalInterface
interface Rule {
    Stream<Finding> check(Contracts contracts);
}
