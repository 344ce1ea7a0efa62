package io.cpqoms.cli.explain;

import java.util.Optional;

/** One cause that an order may be stuck by, and how it is told from the facts. */
@FunctionalInterface
interface Rule {

    Optional<Verdict> judge(Facts facts);
}
