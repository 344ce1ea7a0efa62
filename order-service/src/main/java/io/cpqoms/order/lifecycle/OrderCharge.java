package io.cpqoms.order.lifecycle;

import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import java.util.Optional;

/**
 * One of the things that a line costs, as the customer accepted it.
 *
 * @param kind oneTime, recurring or usage
 * @param period of a recurring charge: what the net pays for
 * @param unitPrice what a unit costs before discounts; absent where units cost different prices
 * @param exactNet unrounded; of a usage charge the rate of one unit
 * @param roundedNet its share of the rounded total; a rate has none, nor has a price from before shares were made
 */
public record OrderCharge(
        String chargeId,
        String kind,
        Optional<String> period,
        Percentage discountPercent,
        Optional<Money> unitPrice,
        Money exactNet,
        Optional<Money> roundedNet) {}
