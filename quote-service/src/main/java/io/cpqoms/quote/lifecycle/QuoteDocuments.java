package io.cpqoms.quote.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.command.stored.DocumentCodec;
import io.cpqoms.quote.catalog.ChargeKind;
import io.cpqoms.quote.configuration.Configuration;
import io.cpqoms.quote.pricing.LineRole;
import io.cpqoms.quote.pricing.PriceStep;
import io.cpqoms.quote.pricing.Pricing;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The stored form of a quote.
 *
 * <p>Form 2 knows discounts as what the net is below the list price, whoever called the difference an agreed price, and names the steps of
 * a waterfall in small letters. A quote that is priced and not submitted is lifted to that meaning, so that the policy sees it; what
 * somebody has decided on stays as he saw it.
 *
 * <p>Form 3 counts submissions. Those before it were not counted, and their approvals run under keys without a number; so a quote is lifted with
 * none. The form is new although the member has a natural default: a former release would drop it with its next write.
 *
 * <p>Form 4 knows offers that were presented, declined and withdrawn, to whom they were presented, revisions after the first, and what a quote
 * was copied from. Nothing of a former document changes;
 * the form is new because a former release knows none of these states and must leave such a quote alone.
 *
 * <p>Form 5 prices charges: what was the price of a line is that of its one charge {@code price}, and what the quote came to is what is owed
 * once. Nothing of a figure changes, and the shares of the rounding, which nobody made then, are not made up.
 * It knows what lines are put together from, and which priced line belongs to which; all lines of former documents stand for themselves.
 *
 * <p>Form 6 keeps what the approval policy said of the revision. Of what was submitted before, the policy was asked elsewhere, and nothing
 * is made up; the form is new because a former release would drop it.
 */
final class QuoteDocuments {

    private static final DocumentCodec<Quote> CODEC = DocumentCodec.of(Quote.class)
            .naming(QuoteNames.STATES)
            .naming(PriceStep.Kind.class, PriceStep.Kind::label)
            .naming(ChargeKind.class, ChargeKind::label)
            .naming(OfferLanguage.class, OfferLanguage::code)
            .naming(LineRole.class, LineRole::label)
            .naming(Configuration.By.class, Configuration.By::label)
            .inColumns("tenant", "version", "history")
            .liftedBy(QuoteDocuments::knowsTheEffectiveDiscount)
            .liftedBy(second -> second.put("submissions", 0))
            .liftedBy(third -> third)
            .liftedBy(QuoteDocuments::pricesCharges)
            .liftedBy(fifth -> fifth)
            .build();

    private QuoteDocuments() {}

    static String write(Quote quote) {
        return CODEC.write(quote);
    }

    /** @throws io.cpqoms.command.stored.NewerFormException when a newer release wrote it */
    static Quote read(QuoteRow row) {
        return read(
                row.document, row.tenantId, row.version, new QuoteHistory(row.createdAt, row.createdBy, row.changedAt));
    }

    /** @throws io.cpqoms.command.stored.NewerFormException when a newer release wrote it */
    static Quote read(String document, String tenantId, long version, QuoteHistory history) {
        return CODEC.read(document, Map.of("tenant", tenantId, "version", version, "history", history));
    }

    private static ObjectNode knowsTheEffectiveDiscount(ObjectNode first) {
        JsonNode state = first.path("state");
        state.findParents("step")
                .forEach(step -> ((ObjectNode) step)
                        .put("step", step.path("step").textValue().toLowerCase(Locale.ROOT)));
        if (state.path("is").asText().equals("priced")) {
            ObjectNode price = (ObjectNode) state.path("price");
            StreamSupport.stream(price.path("lines").spliterator(), false)
                    .map(line -> Pricing.effectiveDiscount(list(line), net(line)))
                    .max(Comparator.naturalOrder())
                    .map(Percentage::text)
                    .ifPresent(discount -> price.put("maxDiscount", discount));
        }
        return first;
    }

    private static ObjectNode pricesCharges(ObjectNode fourth) {
        fourth.path("lines").forEach(line -> ((ObjectNode) line).putArray("charges"));
        fourth.path("state").findParents("evidenceHash").forEach(price -> {
            price.path("lines").forEach(line -> pricesOneCharge((ObjectNode) line));
            ObjectNode total = ((ObjectNode) price).putArray("totals").addObject();
            total.put("kind", ChargeKind.ONE_TIME.label()).put("belowFloor", 0);
            Stream.of("list", "exact", "rounded")
                    .filter(price::has)
                    .forEach(sum -> total.set(sum, ((ObjectNode) price).remove(sum)));
        });
        return fourth;
    }

    private static void pricesOneCharge(ObjectNode line) {
        line.put("role", LineRole.PRODUCT.label());
        ObjectNode charge = line.objectNode().put("chargeId", "price").put("kind", ChargeKind.ONE_TIME.label());
        charge.set("discount", line.get("discount"));
        charge.set("unitPrice", line.remove("unitPrice"));
        charge.set("waterfall", line.remove("waterfall"));
        charge.putArray("notApplied");
        line.putArray("charges").add(charge);
    }

    private static Optional<Money> list(JsonNode line) {
        JsonNode first = line.path("waterfall").path(0);
        return first.path("step").asText().equals("list") ? Optional.of(money(first.path("amount"))) : Optional.empty();
    }

    private static Money net(JsonNode line) {
        JsonNode steps = line.path("waterfall");
        return money(steps.path(steps.size() - 1).path("amount"));
    }

    private static Money money(JsonNode amount) {
        return Money.of(
                amount.path("amount").textValue(), amount.path("currency").textValue());
    }
}
