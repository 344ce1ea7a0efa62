package io.cpqoms.cli.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.client.Api;
import io.cpqoms.cli.console.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Finds out what an id is: of a quote, an order, a task, a fallout, a conversation, a message, or a reference; and remembers where it looked. */
final class Lookup {

    private final Sources sources;
    private final List<String> looked = new ArrayList<>();

    Lookup(Sources sources) {
        this.sources = sources;
    }

    /** Where it was looked for so far. */
    List<String> looked() {
        return List.copyOf(looked);
    }

    /** What the id means; more than one for a reference that several quotes have. Services compare the text of ids and keys, in lower case. */
    List<Subject> find(String id) {
        Stream<Subject> found = isUuid(id) ? byId(id.toLowerCase(Locale.ROOT)) : byReference(id);
        return found.toList();
    }

    private Stream<Subject> byId(String id) {
        return Stream.of(new Subject(Subject.QUOTE, id), new Subject(Subject.ORDER, id))
                .filter(subject -> {
                    looked.add(subject.kind() + "s");
                    return sources.ask(subject.owner(), subject.path()).isPresent();
                })
                .findFirst()
                .or(() -> byTask(id))
                .stream();
    }

    private Optional<Subject> byTask(String id) {
        Optional<Subject> task = among("open tasks", "workflow-bridge", "/tasks?limit=200").stream()
                .filter(open -> Reading.text(open, "taskId").equals(id)
                        || Reading.text(open, "orderTaskId").equals(id)
                        || Reading.text(open, "falloutId").equals(id))
                .findFirst()
                .map(open -> new Subject(Reading.text(open, "subjectType"), Reading.text(open, "subjectId")));
        return task.or(() -> byFallout(id));
    }

    private Optional<Subject> byFallout(String id) {
        return among("open fallouts", "order-service", "/fallouts?state=open&limit=200").stream()
                .filter(open -> Reading.text(open, "falloutId").equals(id)
                        || Reading.text(open, "taskId").equals(id))
                .findFirst()
                .map(open -> new Subject(Subject.ORDER, Reading.text(open, "orderId")))
                .or(() -> byConversation(id));
    }

    /** The audit trail knows whom a correlation or message id is about; the first of a conversation is its quote. */
    private Optional<Subject> byConversation(String id) {
        looked.add("correlations and messages of the audit trail");
        return sources.ask("audit-service", "/facts/subjects?id=" + id)
                .flatMap(found -> Json.stream(found.path("items"))
                        .map(item ->
                                new Subject(Reading.text(item, "aggregateType"), Reading.text(item, "aggregateId")))
                        .filter(Subject::isExplained)
                        .findFirst());
    }

    /** The quote stands for the order that was made from it. */
    private Stream<Subject> byReference(String reference) {
        String query = "?externalReference=" + Api.encode(reference) + "&limit=10";
        List<JsonNode> quotes = among("references of quotes", "quote-service", "/quotes" + query);
        if (!quotes.isEmpty()) {
            return quotes.stream().map(quote -> new Subject(Subject.QUOTE, Reading.text(quote, "quoteId")));
        }
        return among("references of orders", "order-service", "/orders" + query).stream()
                .map(order -> new Subject(Subject.ORDER, Reading.text(order, "orderId")));
    }

    /** What was looked through, which may not be all there is. */
    private List<JsonNode> among(String what, String service, String path) {
        Sources.Listing list = sources.list(service, path);
        looked.add(
                list.cut()
                        ? String.format(
                                        Locale.ROOT,
                                        "the first %,d ",
                                        list.items().size())
                                + what
                        : what);
        return list.items();
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
