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
import java.util.UUID;
import java.util.stream.IntStream;

/** Offers as customers get them. */
final class OfferSamples {

    private static final List<String> NAMES = List.of(
            "Chang",
            "Gumbär Gummibärchen",
            "Rhönbräu Klosterbier & <Co>",
            "Fibre connection for a branch office with a managed router, a second line on another way into the building, and support around the clock",
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvertragsverlängerung",
            "خط ألياف ضوئية 100 Mbps للشركات");

    private OfferSamples() {}

    /** Of one line, of a product that is called so. */
    static Offer named(String name) {
        Offer one = of(1);
        Offer.Line line = one.lines().getFirst();
        return of(List.of(new Offer.Line(0, line.productId(), name, line.quantity(), line.charges())));
    }

    static Offer of(int lines) {
        return of(IntStream.range(0, lines).mapToObj(OfferSamples::line).toList());
    }

    private static Offer of(List<Offer.Line> lines) {
        return new Offer(
                new QuoteId(UUID.fromString("0198c0de-0000-7000-8000-000000000101")),
                2,
                new CustomerId("VINET"),
                Optional.of("10248"),
                Instant.parse("2026-11-30T10:15:30Z"),
                Instant.parse("2026-12-30T10:15:30Z"),
                Optional.of("2026-01"),
                lines,
                List.of(
                        new Offer.Total(
                                ChargeKind.ONE_TIME,
                                Optional.empty(),
                                Optional.of(Money.of("1234567.8901", "EUR")),
                                Money.of("1200000.50", "EUR")),
                        new Offer.Total(
                                ChargeKind.RECURRING,
                                Optional.of(BillingPeriod.of("P1M")),
                                Optional.empty(),
                                Money.of("980.00", "EUR"))));
    }

    private static Offer.Line line(int index) {
        Offer.Charge once = charge(ChargeKind.ONE_TIME, Optional.empty(), Optional.empty(), "12.50");
        Offer.Charge monthly =
                charge(ChargeKind.RECURRING, Optional.of("Service"), Optional.of(BillingPeriod.of("P1M")), "49.90");
        Offer.Charge used = charge(ChargeKind.USAGE, Optional.of("Traffic"), Optional.empty(), "0.0125");
        return new Offer.Line(
                index % 6 == 4 ? 1 : index % 6 == 5 ? 2 : 0,
                new ProductId("P-" + index),
                NAMES.get(index % NAMES.size()),
                new Quantity(1 + index),
                index % 3 == 2 ? List.of(once, monthly, used) : List.of(once));
    }

    private static Offer.Charge charge(
            ChargeKind kind, Optional<String> name, Optional<BillingPeriod> period, String price) {
        return new Offer.Charge(
                name, kind, period, Optional.of(Money.of(price, "EUR")), Percentage.of("12.5"), Money.of(price, "EUR"));
    }
}
