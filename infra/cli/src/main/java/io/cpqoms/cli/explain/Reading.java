package io.cpqoms.cli.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.explain.Facts.Attempt;
import io.cpqoms.cli.explain.Facts.Backlog;
import io.cpqoms.cli.explain.Facts.Condition;
import io.cpqoms.cli.explain.Facts.Fallout;
import io.cpqoms.cli.explain.Facts.Held;
import io.cpqoms.cli.explain.Facts.Incident;
import io.cpqoms.cli.explain.Facts.Letter;
import io.cpqoms.cli.explain.Facts.Mail;
import io.cpqoms.cli.explain.Facts.Process;
import io.cpqoms.cli.explain.Facts.Standing;
import io.cpqoms.cli.explain.Facts.Step;
import io.cpqoms.cli.explain.Facts.Task;
import io.cpqoms.cli.explain.Facts.Truth;
import io.cpqoms.cli.explain.Facts.Unpublished;
import io.cpqoms.cli.explain.Facts.Withheld;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the services answered, as facts. */
final class Reading {

    private static final Set<String> OF_NO_INTEREST = Set.of("planned", "completed", "skipped");

    private Reading() {}

    static Truth truth(Subject subject, JsonNode view, List<JsonNode> plan) {
        return new Truth(
                subject.owner(),
                subject.kind(),
                subject.id(),
                text(view, "state"),
                view.path("version").asLong(),
                instant(view, "changedAt"),
                Json.stream(view.path("fallouts"))
                        .filter(fallout -> text(fallout, "state").equals("open"))
                        .map(Reading::fallout)
                        .toList(),
                plan.stream()
                        .filter(step -> !OF_NO_INTEREST.contains(text(step, "state")))
                        .map(step -> new Step(
                                text(step, "name"),
                                text(step, "partner"),
                                text(step, "state"),
                                step.path("attempt").asInt()))
                        .toList());
    }

    private static Fallout fallout(JsonNode fallout) {
        return new Fallout(
                text(fallout, "falloutId"),
                text(fallout, "task"),
                text(fallout, "partner"),
                text(fallout, "cause"),
                text(fallout, "owner"),
                instant(fallout, "openedAt"),
                Json.stream(fallout.path("repairs")).map(JsonNode::asText).toList());
    }

    static List<Unpublished> unpublished(JsonNode standing) {
        return Json.stream(standing.path("unpublished"))
                .map(event -> new Unpublished(
                        text(event, "eventType"),
                        event.path("aggregateVersion").asLong(),
                        text(event, "topic"),
                        instant(event, "committedAt")))
                .toList();
    }

    static Optional<Backlog> behind(JsonNode standing) {
        return Optional.of(standing.path("unknownBehind"))
                .filter(JsonNode::isObject)
                .map(behind -> new Backlog(
                        behind.path("atLeast").asLong(), maybe(behind, "oldest").map(Instant::parse)));
    }

    static List<Withheld> withheld(JsonNode standing) {
        return Json.stream(standing.path("withheld"))
                .map(event -> new Withheld(
                        event.path("outboxId").asLong(),
                        text(event, "eventType"),
                        event.path("aggregateVersion").asLong(),
                        text(event, "topic"),
                        text(event, "state"),
                        text(event, "failure"),
                        event.path("behind").asBoolean(),
                        event.path("topicHeld").asBoolean(),
                        instant(event, "parkedAt")))
                .toList();
    }

    static Standing standing(String service, JsonNode standing) {
        JsonNode waiting = standing.path("waiting");
        return new Standing(
                service,
                text(standing, "consumer"),
                standing.path("seesEveryVersion").asBoolean(),
                standing.at("/versions/seen").asLong(),
                standing.at("/versions/applied").asLong(),
                new Condition(
                        text(standing, "state"),
                        maybe(standing, "why"),
                        maybe(standing, "since").map(Instant::parse),
                        waiting.path("records").asLong(),
                        maybe(waiting, "oldest").map(Instant::parse)),
                Optional.of(standing.path("parked")).filter(JsonNode::isObject).map(Reading::held));
    }

    private static Held held(JsonNode parked) {
        return new Held(
                text(parked, "state"),
                parked.path("attempts").asInt(),
                text(parked, "failure"),
                instant(parked, "parkedAt"),
                instant(parked, "nextAttemptAt"),
                parked.path("messages").asLong());
    }

    static List<Letter> letters(String service, JsonNode standing) {
        return Json.stream(standing.path("deadLetters"))
                .map(letter -> new Letter(
                        service,
                        text(letter, "dlqId"),
                        text(letter, "consumer"),
                        text(letter, "state"),
                        text(letter, "eventType"),
                        letter.path("aggregateVersion").asLong(),
                        text(letter, "failureType"),
                        text(letter, "failureMessage"),
                        instant(letter, "firstFailedAt")))
                .toList();
    }

    static Process process(JsonNode process) {
        return new Process(
                text(process, "processKey"),
                text(process, "businessKey"),
                process.path("outcome").asText(text(process, "state")),
                instant(process, "startedAt"),
                Json.stream(process.path("incidents"))
                        .map(incident -> new Incident(
                                text(incident, "activity"), text(incident, "message"), instant(incident, "since")))
                        .toList(),
                Json.stream(process.path("steps"))
                        .map(step -> new Attempt(
                                text(step, "activity"),
                                Optional.of(step.path("triesLeft"))
                                        .filter(JsonNode::isInt)
                                        .map(JsonNode::asInt),
                                maybe(step, "nextTry").map(Instant::parse),
                                maybe(step, "message")))
                        .toList());
    }

    static Task task(JsonNode task) {
        return new Task(
                text(task, "taskId"),
                text(task, "kind"),
                text(task, "candidateGroup"),
                text(task, "reason"),
                task.path("requestedBy").asText("somebody"),
                instant(task, "createdAt"),
                maybe(task, "dueAt").map(Instant::parse));
    }

    static Mail mail(JsonNode mail) {
        return new Mail(
                text(mail, "notificationId"),
                text(mail, "template"),
                text(mail, "recipient"),
                text(mail, "state"),
                text(mail, "cause"),
                instant(mail, "updatedAt"));
    }

    static Optional<String> maybe(JsonNode node, String field) {
        return node.hasNonNull(field) ? Optional.of(text(node, field)) : Optional.empty();
    }

    static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }

    static Instant instant(JsonNode node, String field) {
        return Instant.parse(text(node, field));
    }
}
