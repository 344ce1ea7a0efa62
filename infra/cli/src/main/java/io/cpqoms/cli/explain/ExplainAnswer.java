package io.cpqoms.cli.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.explain.Facts.Aggregate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The same for a script; members stay as they are, what is not known is absent. */
final class ExplainAnswer {

    private ExplainAnswer() {}

    static ObjectNode of(Facts facts, Verdict verdict) {
        ObjectNode answer = Json.object()
                .put("asked", facts.asked())
                .put("tenant", facts.tenant())
                .put("at", facts.at().toString())
                .put("sentence", Sentence.of(facts, verdict));
        ObjectNode told = answer.putObject("verdict")
                .put("cause", verdict.cause())
                .put("stuck", verdict.stuck())
                .put("where", verdict.where())
                .put("why", verdict.why())
                .put("next", verdict.next());
        put(told, "since", verdict.since().map(Instant::toString));
        put(told, "look", verdict.look());
        put(told, "command", verdict.command());
        each(answer, "aggregates", facts.aggregates(), ExplainAnswer::aggregate);
        each(answer, "processes", facts.processes(), (node, process) -> {
            node.put("process", process.key())
                    .put("businessKey", process.businessKey())
                    .put("state", process.state())
                    .put("since", process.since().toString());
            each(
                    node,
                    "incidents",
                    process.incidents(),
                    (incident, open) -> incident.put("activity", open.activity())
                            .put("message", open.message())
                            .put("since", open.since().toString()));
            each(node, "steps", process.attempts(), (step, attempt) -> {
                step.put("activity", attempt.activity());
                attempt.triesLeft().ifPresent(left -> step.put("triesLeft", left));
                put(step, "nextTry", attempt.next().map(Instant::toString));
                put(step, "message", attempt.message());
            });
        });
        each(answer, "tasks", facts.tasks(), (node, task) -> {
            node.put("taskId", task.id())
                    .put("kind", task.kind())
                    .put("group", task.group())
                    .put("reason", task.reason())
                    .put("requestedBy", task.requestedBy())
                    .put("since", task.since().toString());
            put(node, "due", task.due().map(Instant::toString));
        });
        each(
                answer,
                "mails",
                facts.mails(),
                (node, mail) -> node.put("notificationId", mail.id())
                        .put("template", mail.template())
                        .put("recipient", mail.recipient())
                        .put("state", mail.state())
                        .put("cause", mail.cause())
                        .put("since", mail.since().toString()));
        each(answer, "absent", facts.absent(), (node, away) -> {
            node.put("service", away.service()).put("why", away.why());
            put(node, "question", away.question());
        });
        each(
                answer,
                "cut",
                facts.cut(),
                (node, list) -> node.put("service", list.service())
                        .put("question", list.question())
                        .put("read", list.read()));
        return answer;
    }

    private static void aggregate(ObjectNode node, Aggregate aggregate) {
        Facts.Truth truth = aggregate.truth();
        node.put("kind", truth.kind())
                .put("id", truth.id())
                .put("service", truth.service())
                .put("state", truth.state())
                .put("version", truth.version())
                .put("since", truth.since().toString());
        each(node, "fallouts", truth.fallouts(), (fallout, open) -> {
            fallout.put("falloutId", open.id())
                    .put("task", open.task())
                    .put("partner", open.partner())
                    .put("cause", open.cause())
                    .put("owner", open.owner())
                    .put("since", open.since().toString());
            ArrayNode repairs = fallout.putArray("repairs");
            open.repairs().forEach(repairs::add);
        });
        each(
                node,
                "steps",
                truth.steps(),
                (step, under) -> step.put("task", under.task())
                        .put("partner", under.partner())
                        .put("state", under.state())
                        .put("attempt", under.attempt()));
        MessagingAnswer.write(node, aggregate);
        aggregate.hit().ifPresent(hit -> {
            ObjectNode search = node.putObject("search").put("freshness", hit.freshness());
            hit.version().ifPresent(version -> search.put("version", version));
            put(search, "state", hit.state());
        });
        ObjectNode trail = node.putObject("audit")
                .put("version", aggregate.trail().version())
                .put("whole", aggregate.trail().whole());
        put(trail, "last", aggregate.trail().last());
        put(trail, "at", aggregate.trail().at().map(Instant::toString));
        ArrayNode missing = trail.putArray("missing");
        aggregate.trail().missing().forEach(missing::add);
    }

    static void put(ObjectNode node, String member, Optional<String> value) {
        value.ifPresent(known -> node.put(member, known));
    }

    static <T> void each(ObjectNode node, String member, List<T> items, BiConsumer<ObjectNode, T> writer) {
        ArrayNode array = node.putArray(member);
        items.forEach(item -> writer.accept(array.addObject(), item));
    }
}
