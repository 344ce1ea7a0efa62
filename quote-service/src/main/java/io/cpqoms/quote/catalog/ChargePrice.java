package io.cpqoms.quote.catalog;

import io.cpqoms.values.Money;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a unit of a charge costs in one currency.
 *
 * @param floorUnitPrice what policy lets it go down to
 * @param unitCost what it costs the house
 * @param tiers what many units cost
 */
public record ChargePrice(
        Money listUnitPrice, Optional<Money> floorUnitPrice, Optional<Money> unitCost, Optional<Tiers> tiers) {

    public ChargePrice {
        String currency = UnitPrices.require(listUnitPrice).currency();
        Stream.concat(
                        Stream.concat(floorUnitPrice.stream(), unitCost.stream()),
                        tiers.stream().flatMap(all -> all.tiers().stream()).map(Tier::unitPrice))
                .map(UnitPrices::require)
                .filter(price -> !price.isIn(currency))
                .forEach(other -> {
                    throw new IllegalArgumentException(
                            "a price is in one currency, not in " + currency + " and " + other.currency());
                });
    }

    public String currency() {
        return listUnitPrice.currency();
    }

    /** A price without floor, cost and tiers. */
    public static ChargePrice of(Money listUnitPrice) {
        return new ChargePrice(listUnitPrice, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
