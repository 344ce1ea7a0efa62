package io.cpqoms.cli.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.client.AuditClient;
import io.cpqoms.cli.demo.Await;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The audit trail tells the whole story, and proves that it is whole. */
final class TimelineChapter implements Chapter {
    private static final List<String> TOLD = List.of(
            "QuoteCreated",
            "QuotePriced",
            "QuoteSubmitted",
            "ApprovalRequested",
            "QuoteApproved",
            "QuoteAccepted",
            "OrderCreated",
            "QuoteOrdered",
            "OrderDecomposed",
            "OrderFalloutRaised",
            "FalloutTaskOpened",
            "OrderFalloutRepaired",
            "OrderCompleted",
            "NotificationSent");

    @Override
    public String title() {
        return "The audit trail has the whole story";
    }

    @Override
    public void tell(Scene scene) {
        AuditClient audit = scene.platform.audit(scene.auditor());
        List<JsonNode> timeline = Await.until(
                "the timeline to be complete",
                Scene.PATIENCE,
                () -> Optional.of(audit.timeline("quote", scene.quoteId))
                        .filter(items -> types(items).containsAll(TOLD) && mails(items) >= 4),
                () -> "it has " + types(audit.timeline("quote", scene.quoteId)) + "; see ./cpq logs audit-service");
        timeline.forEach(fact -> show(scene, fact));
        for (String type : List.of("QuoteAccepted", "OrderCreated", "OrderCompleted")) {
            long count = timeline.stream()
                    .filter(fact -> fact.path("eventType").asText().equals(type))
                    .count();
            scene.facts.equal("the timeline has exactly one " + type, 1L, count);
        }
        long orderFacts = timeline.stream()
                .filter(fact -> fact.path("aggregateId").asText().equals(scene.orderId))
                .count();
        scene.facts.holds("quote and order share one conversation", orderFacts > 0, orderFacts + " order facts");
        JsonNode proof = audit.verify();
        scene.show("GET /proof/verify", proof);
        scene.facts.holds("the hash chain is intact", proof.path("intact").asBoolean(), proof.toString());
        JsonNode gaps = audit.gaps().path("items");
        scene.facts.equal("no aggregate has a gap in its versions", 0, gaps.size());
    }

    private static void show(Scene scene, JsonNode fact) {
        scene.console.line("      %-28s %-22s %-16s %s"
                .formatted(
                        fact.path("occurredAt").asText(),
                        fact.path("eventType").asText(),
                        fact.path("actor").path("subject").asText(),
                        fact.path("summary").asText()));
    }

    private static Set<String> types(List<JsonNode> timeline) {
        return timeline.stream().map(fact -> fact.path("eventType").asText()).collect(Collectors.toSet());
    }

    private static long mails(List<JsonNode> timeline) {
        return timeline.stream()
                .filter(fact -> fact.path("eventType").asText().equals("NotificationSent"))
                .count();
    }
}
