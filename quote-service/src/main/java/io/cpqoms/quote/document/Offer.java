package io.cpqoms.quote.document;

import io.cpqoms.quote.catalog.BillingPeriod;
import io.cpqoms.quote.catalog.ChargeKind;
import io.cpqoms.values.CustomerId;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Quantity;
import io.cpqoms.values.QuoteId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the document of an offer says, in no language yet.
 *
 * @param issuedAt when the customer got it
 * @param validUntil after this instant it can no longer be accepted
 * @param termsVersion the version of the terms and conditions that apply; none where the offer was never presented
 * @param totals what is owed once, then what is owed each period
 */
record Offer(
        QuoteId quoteId,
        int revision,
        CustomerId customerId,
        Optional<String> reference,
        Instant issuedAt,
        Instant validUntil,
        Optional<String> termsVersion,
        List<Line> lines,
        List<Total> totals) {

    Offer {
        lines = List.copyOf(lines);
        totals = List.copyOf(totals);
    }

    /**
     * A product that is offered, followed by what it is put together from.
     *
     * @param level 0 for a line that stands for itself, 1 for its components, and so on
     * @param name what people call the product
     */
    record Line(int level, ProductId productId, String name, Quantity quantity, List<Charge> charges) {

        Line {
            charges = List.copyOf(charges);
        }
    }

    /**
     * One of the things that a line costs.
     *
     * @param name what people call the charge, where that is more than the product's name
     * @param unitPrice what a unit costs before discounts; none where units cost different prices
     * @param amount its share of the rounded total; of a usage charge the rate of one unit
     */
    record Charge(
            Optional<String> name,
            ChargeKind kind,
            Optional<BillingPeriod> period,
            Optional<Money> unitPrice,
            Percentage discount,
            Money amount) {}

    /** @param list what it would be at list prices, where every charge has one */
    record Total(ChargeKind kind, Optional<BillingPeriod> period, Optional<Money> list, Money rounded) {}
}
