package io.cpqoms.cli.explain;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The causes in the order in which they count. What keeps events from their topic comes first: whoever is downstream can't know better.
 * Then what keeps the process from going on, then what only delays search, mails and the trail, and last what is no trouble.
 */
final class Rules {

    private static final ConsumerRules DRIVERS = new ConsumerRules(true, "nothing of it goes on before that");
    private static final ConsumerRules TELLERS = new ConsumerRules(false, "quote and order themselves go on");

    private static final List<Rule> IN_ORDER = Stream.of(
                    OutboxRules.all(),
                    DRIVERS.all(),
                    List.<Rule>of(AwayRules::driver),
                    BusinessRules.stuck(),
                    DRIVERS.late(),
                    TELLERS.all(),
                    TellingRules.all(),
                    TELLERS.late(),
                    List.<Rule>of(AwayRules::unanswered, AwayRules::teller),
                    BusinessRules.well())
            .flatMap(List::stream)
            .toList();

    private Rules() {}

    static List<Rule> inOrder() {
        return IN_ORDER;
    }

    /** @throws IllegalStateException when no rule knows the facts; the last ones know every state */
    static Verdict judge(Facts facts) {
        return IN_ORDER.stream()
                .map(rule -> rule.judge(facts))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no rule knows what to say of " + facts.asked()));
    }
}
