package io.cpqoms.quote.pricing;

import io.cpqoms.quote.catalog.Charge;
import io.cpqoms.quote.catalog.ChargeKind;
import io.cpqoms.quote.catalog.ChargePrice;
import io.cpqoms.quote.catalog.Tier;
import io.cpqoms.quote.catalog.Tiers;
import io.cpqoms.quote.pricing.PriceStep.Kind;
import io.cpqoms.quote.pricing.PriceStep.NotApplied;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import io.cpqoms.values.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks the waterfall of one charge of a line: list, volume, contract, manual, net. What holds so far is {@link #running}. */
final class ChargePricing {

    private static final Quantity ONE = new Quantity(1);

    private final QuoteLine line;
    private final Charge charge;
    private final Quantity quantity;
    private final Optional<ChargePrice> price;
    private final List<PriceStep> steps = new ArrayList<>(Kind.values().length);
    private final List<NotApplied> notApplied = new ArrayList<>(1);
    private Money running;
    private Optional<Money> unitPrice;

    private ChargePricing(QuoteLine line, Charge charge, String currency) {
        this.line = line;
        this.charge = charge;
        // The line says how many are bought, not how much is used.
        this.quantity = charge.kind() == ChargeKind.USAGE ? ONE : line.quantity();
        this.price = charge.in(currency);
        this.running = Money.zero(currency);
        this.unitPrice = price.map(ChargePrice::listUnitPrice);
    }

    static PricedCharge price(QuoteLine line, Charge charge, String currency, CatalogVersionId catalog) {
        return new ChargePricing(line, charge, currency).price("catalog " + catalog);
    }

    private PricedCharge price(String catalog) {
        Optional<Money> agreed = line.agreedOf(charge.chargeId());
        Percentage discount = line.discountOf(charge.chargeId());
        price.ifPresent(listed -> list(listed.listUnitPrice(), catalog));
        price.flatMap(ChargePrice::tiers).ifPresent(tiers -> volume(tiers, agreed.isPresent(), catalog));
        agreed.ifPresent(this::contract);
        manual(discount);
        steps.add(new PriceStep(Kind.NET, running, "sum of the steps, unrounded", "pricing"));
        return new PricedCharge(
                charge.chargeId(),
                charge.kind(),
                charge.period(),
                discount,
                unitPrice,
                steps,
                notApplied,
                Optional.empty(),
                price.flatMap(ChargePrice::floorUnitPrice).map(floor -> floor.times(quantity)),
                price.flatMap(ChargePrice::unitCost).map(cost -> cost.times(quantity)));
    }

    private void list(Money unit, String catalog) {
        step(Kind.LIST, unit.times(quantity), times(unit), catalog);
    }

    private void volume(Tiers tiers, boolean agreed, String catalog) {
        if (agreed) {
            notApplied.add(new NotApplied(Kind.VOLUME, "an agreed unit price applies instead"));
            return;
        }
        Tier reached = tiers.reached(quantity);
        boolean one = tiers.kind() == Tiers.Kind.RANGE || reached.from() == 1;
        Money volume = tiers.of(quantity);
        if (volume.amount().compareTo(running.amount()) != 0) {
            unitPrice = one ? Optional.of(reached.unitPrice()) : Optional.empty();
            step(
                    Kind.VOLUME,
                    volume,
                    (one ? "" : "the last unit at ") + reached.unitPrice().text() + " from " + reached.from() + " on",
                    catalog);
        }
        tiers.next(quantity)
                .ifPresent(next -> notApplied.add(new NotApplied(
                        Kind.VOLUME,
                        (next.from() - quantity.value()) + " more and "
                                + (tiers.kind() == Tiers.Kind.RANGE ? "the unit price is " : "the next unit costs ")
                                + next.unitPrice().text())));
    }

    private void contract(Money agreed) {
        unitPrice = Optional.of(agreed);
        step(Kind.CONTRACT, agreed.times(quantity), "agreed unit price " + agreed.text() + why(), source());
    }

    private void manual(Percentage discount) {
        if (!discount.isZero()) {
            step(
                    Kind.MANUAL,
                    running.times(discount.remainder()),
                    "discount of " + discount.text() + " %" + why(),
                    source());
        }
    }

    /** The step to an amount: what it changes. */
    private void step(Kind kind, Money to, String reason, String source) {
        steps.add(new PriceStep(kind, to.minus(running), reason, source));
        running = to;
    }

    private String times(Money unit) {
        return charge.kind() == ChargeKind.USAGE
                ? unit.text() + " for each unit used"
                : unit.text() + " × " + quantity.value();
    }

    private String why() {
        return line.reason().map(reason -> ": " + reason).orElse("");
    }

    private String source() {
        return "quote line " + line.lineId();
    }
}
