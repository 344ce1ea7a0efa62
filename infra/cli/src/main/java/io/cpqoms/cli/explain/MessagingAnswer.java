package io.cpqoms.cli.explain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.explain.Facts.Aggregate;
import io.cpqoms.cli.explain.Facts.Standing;
import java.time.Instant;

/** What outbox and inbox know of an aggregate, for a script. */
final class MessagingAnswer {

    private static final String SINCE = "since";

    private MessagingAnswer() {}

    static void write(ObjectNode node, Aggregate aggregate) {
        ObjectNode outbox = node.putObject("outbox")
                .put("known", aggregate.outbox().known())
                .put("relayMissing", aggregate.outbox().relayMissing());
        aggregate.outbox().behind().ifPresent(backlog -> {
            ObjectNode behind = outbox.putObject("unknownBehind").put("atLeast", backlog.atLeast());
            ExplainAnswer.put(behind, "oldest", backlog.oldest().map(Instant::toString));
        });
        ExplainAnswer.each(
                outbox,
                "unpublished",
                aggregate.outbox().unpublished(),
                (event, waits) -> event.put("eventType", waits.eventType())
                        .put("version", waits.version())
                        .put("topic", waits.topic())
                        .put(SINCE, waits.since().toString()));
        ExplainAnswer.each(
                outbox,
                "withheld",
                aggregate.outbox().withheld(),
                (event, waits) -> event.put("outboxId", waits.outboxId())
                        .put("eventType", waits.eventType())
                        .put("version", waits.version())
                        .put("topic", waits.topic())
                        .put("state", waits.state())
                        .put("failure", waits.failure())
                        .put("behind", waits.behind())
                        .put("topicHeld", waits.topicHeld())
                        .put(SINCE, waits.since().toString()));
        ExplainAnswer.each(node, "consumers", aggregate.standings(), MessagingAnswer::consumer);
        ExplainAnswer.each(
                node,
                "deadLetters",
                aggregate.letters(),
                (letter, dead) -> letter.put("service", dead.service())
                        .put("dlqId", dead.id())
                        .put("consumer", dead.consumer())
                        .put("state", dead.state())
                        .put("eventType", dead.eventType())
                        .put("version", dead.version())
                        .put("failureType", dead.failureType())
                        .put("failure", dead.failure())
                        .put(SINCE, dead.since().toString()));
    }

    private static void consumer(ObjectNode node, Standing standing) {
        Facts.Condition condition = standing.condition();
        node.put("service", standing.service())
                .put("consumer", standing.consumer())
                .put("seesEveryVersion", standing.seesEveryVersion())
                .put("seen", standing.seen())
                .put("applied", standing.applied())
                .put("state", condition.state())
                .put("waiting", condition.waiting());
        ExplainAnswer.put(node, "why", condition.why());
        ExplainAnswer.put(node, SINCE, condition.since().map(Instant::toString));
        ExplainAnswer.put(node, "oldest", condition.oldest().map(Instant::toString));
        standing.held()
                .ifPresent(held -> node.putObject("parked")
                        .put("state", held.state())
                        .put("attempts", held.attempts())
                        .put("failure", held.failure())
                        .put(SINCE, held.since().toString())
                        .put("nextAttempt", held.nextAttempt().toString())
                        .put("messages", held.messages()));
    }
}
