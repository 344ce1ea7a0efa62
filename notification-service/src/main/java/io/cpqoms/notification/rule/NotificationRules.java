package io.cpqoms.notification.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.notification.rule.NotificationRule.About;
import io.cpqoms.notification.rule.NotificationRule.Party;
import io.cpqoms.notification.rule.NotificationRule.WhenCommanded;
import io.cpqoms.notification.rule.NotificationRule.WhenFact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules, as a table: a new notification is a new row and its templates. */
public final class NotificationRules {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A person has no address here; the group that he belongs to has, and the letter names him. */
    private static final String SALES = "sales-desk";

    private static final List<NotificationRule> TABLE = List.of(
            new WhenFact(
                    "QuoteAccepted",
                    "quote-accepted",
                    new Party.Customer("/customerId"),
                    new About.Itself(),
                    Map.of(
                            "customer", "/customerId",
                            "reference", "/externalReference",
                            "lines", "/lines",
                            "total", "/totals/rounded",
                            "recurring", "/totals/recurring")),
            new WhenFact(
                    "QuoteReturned",
                    "quote-returned",
                    new Party.TheGroup(SALES),
                    new About.Itself(),
                    Map.of(
                            "revision", "/revision",
                            "requestedBy", "/requestedBy",
                            "decidedBy", "/decidedBy",
                            "reason", "/reason")),
            new WhenFact(
                    "QuoteDeclined",
                    "quote-declined",
                    new Party.TheGroup(SALES),
                    new About.Itself(),
                    Map.of(
                            "revision", "/revision",
                            "requestedBy", "/requestedBy",
                            "declinedBy", "/declinedBy",
                            "reason", "/reason")),
            new WhenFact(
                    "OrderCompleted",
                    "order-completed",
                    new Party.Customer("/customerId"),
                    new About.Itself(),
                    Map.of(
                            "customer", "/customerId",
                            "reference", "/externalReference",
                            "completedTasks", "/completedTasks",
                            "skippedTasks", "/skippedTasks")),
            new WhenFact(
                    "ApprovalRequested",
                    "approval-requested",
                    new Party.Group("/approverGroup"),
                    new About.Other("quote", "/quoteId"),
                    Map.of(
                            "level", "/level",
                            "reason", "/reason",
                            "policyVersion", "/policyVersion",
                            "dueAt", "/dueAt")),
            new WhenFact(
                    "OrderFalloutRaised",
                    "fallout-raised",
                    new Party.TheGroup("order-operations"),
                    new About.Itself(),
                    Map.of(
                            "task", "/name",
                            "partner", "/partner",
                            "type", "/type",
                            "cause", "/cause",
                            "impact", "/impact",
                            "repairs", "/repairs")),
            new WhenCommanded("SendNotification"));

    private NotificationRules() {}

    /** The types of messages that some rule is about. */
    public static Set<String> eventTypes() {
        return TABLE.stream().map(NotificationRule::eventType).collect(Collectors.toUnmodifiableSet());
    }

    /** Who is told what because of this message. */
    public static List<Wanted> apply(ReceivedEvent event) {
        return TABLE.stream()
                .filter(rule -> rule.eventType().equals(event.eventType()))
                .map(rule -> apply(rule, event))
                .toList();
    }

    /** Where the values of a fact's template are in the fact's payload; nothing for a template that only commands use. */
    public static Map<String, String> pointers(String template) {
        return TABLE.stream()
                .flatMap(rule -> rule instanceof WhenFact fact ? Stream.of(fact) : Stream.of())
                .filter(fact -> fact.template().equals(template))
                .findFirst()
                .map(WhenFact::parameters)
                .orElse(Map.of());
    }

    private static Wanted apply(NotificationRule rule, ReceivedEvent event) {
        return switch (rule) {
            case WhenFact fact ->
                new Wanted(
                        fact.template(),
                        recipient(fact.recipient(), event),
                        subject(fact.about(), event),
                        values(fact.parameters(), event.payload()));
            case WhenCommanded command -> commanded(event.payload());
        };
    }

    private static Recipient recipient(Party party, ReceivedEvent event) {
        return switch (party) {
            case Party.Customer(String pointer) ->
                Recipient.customer(event.payload().at(pointer).asText());
            case Party.Group(String pointer) ->
                Recipient.group(event.payload().at(pointer).asText());
            case Party.TheGroup(String name) -> Recipient.group(name);
        };
    }

    private static Wanted.Subject subject(About about, ReceivedEvent event) {
        return switch (about) {
            case About.Itself() -> new Wanted.Subject(event.aggregateType(), event.aggregateId());
            case About.Other(String type, String pointer) ->
                new Wanted.Subject(type, event.payload().at(pointer).asText());
        };
    }

    private static Map<String, Object> values(Map<String, String> pointers, JsonNode payload) {
        Map<String, Object> values = new LinkedHashMap<>();
        pointers.forEach((name, pointer) -> {
            JsonNode value = payload.at(pointer);
            if (!value.isMissingNode()) {
                values.put(name, JSON.convertValue(value, Object.class));
            }
        });
        return values;
    }

    private static Wanted commanded(JsonNode command) {
        Map<String, Object> values = new LinkedHashMap<>();
        command.path("parameters")
                .forEach(parameter -> values.put(
                        parameter.path("name").asText(), parameter.path("value").asText()));
        return new Wanted(
                command.path("template").asText(),
                Recipient.group(command.path("recipient").asText()),
                new Wanted.Subject(
                        command.path("subjectType").asText(),
                        command.path("subjectId").asText()),
                values);
    }
}
