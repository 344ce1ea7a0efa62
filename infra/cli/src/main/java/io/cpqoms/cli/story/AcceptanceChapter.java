package io.cpqoms.cli.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.client.Answer;
import io.cpqoms.cli.client.OrderClient;
import io.cpqoms.cli.client.PartnerClient.PlannedRefusal;
import io.cpqoms.cli.client.QuoteClient;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.demo.Await;

/** The customer accepts; exactly one order follows, however often the acceptance is repeated. */
final class AcceptanceChapter implements Chapter {
    static final String CAUSE = "No free port in the exchange.";

    @Override
    public String title() {
        return "The customer accepts, and exactly one order appears";
    }

    @Override
    public void tell(Scene scene) {
        planRefusal(scene);
        QuoteClient quotes = scene.platform.quotes(scene.sales());
        JsonNode accepted = quotes.accept(scene.quoteId, Scene.CUSTOMER);
        scene.say("The customer says yes.");
        scene.facts.equal(
                "the quote is accepted", "accepted", accepted.path("state").asText());
        Answer again = quotes.tryAccept(scene.quoteId, Scene.CUSTOMER);
        scene.facts.equal("accepting it a second time is refused with 409", 409, again.status());

        JsonNode ordered = ApprovalChapter.awaitState(scene, quotes, "ordered");
        OrderClient orders = scene.platform.orders(scene.operator());
        JsonNode order = Await.until(
                "the order",
                Scene.PATIENCE,
                () -> orders.ofQuote(scene.quoteId).stream().findFirst(),
                () -> "no order for quote " + scene.quoteId + "; see ./cpq logs order-service");
        scene.orderId = order.path("orderId").asText();
        scene.say("The process asked order-service for the order and told the quote about it:");
        scene.show(
                "order",
                Json.object()
                        .put("orderId", scene.orderId)
                        .put("state", order.path("state").asText())
                        .put("quoteId", order.path("quoteId").asText()));
        scene.facts.equal(
                "exactly one order exists for the quote",
                1,
                orders.ofQuote(scene.quoteId).size());
        scene.facts.equal(
                "the quote knows its order",
                scene.orderId,
                ordered.path("orderId").asText());
    }

    /** Before anything is fulfilled: the provisioning partner will refuse one line once. */
    private static void planRefusal(Scene scene) {
        JsonNode quote = scene.platform.quotes(scene.sales()).get(scene.quoteId);
        String lineId = Json.stream(quote.path("lines"))
                .filter(line -> line.path("productId").asText().equals(Offer.FAILING_PRODUCT))
                .findFirst()
                .map(line -> line.path("lineId").asText())
                .orElse("");
        scene.platform
                .partners()
                .refuseOnce("provisioning", new PlannedRefusal("provision", lineId, "provisioning", CAUSE));
        scene.say(
                "(The provisioning partner is told to refuse the fibre line once, so that there is something to repair.)");
    }
}
