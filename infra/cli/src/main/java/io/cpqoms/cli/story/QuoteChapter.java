package io.cpqoms.cli.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.client.Answer;
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
                "Anna quotes three fibre lines, three routers with 25 % off and a year of support with 10 % off, the hotline by the month, and Office Internet with a gigabit and the smallest router.");
        scene.facts.equal(
                "the new quote is a draft", "draft", draft.path("state").asText());

        repairTheBundle(scene, quotes, draft);
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
                "the hotline of the support and the bundle are owed each month, beside it: "
                        + Offer.monthlyNet().stripTrailingZeros().toPlainString(),
                Offer.monthlyNet(),
                amount(totals.path("recurring").path(0).path("exact")));
    }

    private static void repairTheBundle(Scene scene, QuoteClient quotes, JsonNode draft) {
        Answer refused = quotes.tryPrice(scene.quoteId);
        scene.say(
                "It can't be priced: a choice breaks a rule of the catalog, and the answer says which and what would mend it.");
        scene.show("409", refused.body());
        scene.facts.equal("the wrong choice is refused", "invalid-configuration", refused.slug());
        scene.facts.holds(
                "the refusal says why: From 500 Mbit/s on the line needs the Router Plus.",
                refused.body().path("detail").asText().contains("From 500 Mbit/s on the line needs the Router Plus."),
                refused.body().toString());
        scene.facts.equal(
                "it proposes one repair", 1, refused.body().path("repairs").size());
        String line = Json.stream(draft.path("lines"))
                .filter(one -> one.path("productId").asText().equals(Offer.BUNDLE))
                .map(one -> one.path("lineId").asText())
                .findFirst()
                .orElse("");
        quotes.changeLine(scene.quoteId, line, Offer.bundle("router-plus"));
        scene.say("Anna keeps the gigabit and takes the larger router instead.");
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
