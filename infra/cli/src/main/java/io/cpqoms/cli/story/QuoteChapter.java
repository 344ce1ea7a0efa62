package io.cpqoms.cli.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.client.QuoteClient;
import io.cpqoms.cli.console.Json;
import java.math.BigDecimal;

/** A quote is configured and priced; every line explains its figure. */
final class QuoteChapter implements Chapter {
    @Override
    public String title() {
        return "A quote is configured and priced";
    }

    @Override
    public void tell(Scene scene) {
        QuoteClient quotes = scene.platform.quotes(scene.sales());
        JsonNode draft = quotes.create(Offer.quote(scene.catalogVersionId, "story-" + scene.tenant));
        scene.quoteId = draft.path("quoteId").asText();
        scene.say(
                "Anna quotes three fibre lines, three routers with 25 % off and a year of support with 10 % off, the hotline by the month.");
        scene.facts.equal(
                "the new quote is a draft", "draft", draft.path("state").asText());

        JsonNode priced = quotes.price(scene.quoteId);
        scene.say("Quote " + scene.quoteId + " is priced; the waterfall of each line:");
        priced.path("lines").forEach(line -> showWaterfall(scene, line));
        JsonNode totals = priced.path("totals");
        scene.show("totals", totals);
        scene.facts.equal("the quote is priced", "priced", priced.path("state").asText());
        scene.facts.equal(
                "its exact total is what the lines add up to: "
                        + Offer.exactNet().stripTrailingZeros().toPlainString(),
                Offer.exactNet(),
                amount(totals.path("exact")));
        scene.facts.equal(
                "its rounded total has the two decimals of the euro",
                2,
                amount(totals.path("rounded")).scale());
        scene.facts.equal(
                "the hotline of the support is owed each month, beside it: "
                        + Offer.monthlyNet().stripTrailingZeros().toPlainString(),
                Offer.monthlyNet(),
                amount(totals.path("recurring").path(0).path("exact")));
    }

    private static void showWaterfall(Scene scene, JsonNode line) {
        scene.say("  %s × %s"
                .formatted(
                        line.path("quantity").asText(), line.path("productId").asText()));
        for (JsonNode charge : line.path("price").path("charges")) {
            scene.console.line("    " + charge.path("chargeId").asText()
                    + (charge.has("period") ? ", each " + charge.path("period").asText() : ""));
            for (JsonNode step : charge.path("waterfall")) {
                scene.console.line("      %-14s %12s  %s"
                        .formatted(
                                step.path("step").asText(),
                                text(step.path("amount")),
                                step.path("reason").asText()));
            }
        }
    }

    private static String text(JsonNode money) {
        return money.isObject() ? money.path("amount").asText() : money.asText();
    }

    static BigDecimal amount(JsonNode money) {
        String text = text(money);
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new CpqFailure("expected a money, found " + Json.line(money));
        }
    }
}
