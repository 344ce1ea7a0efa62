package io.cpqoms.quote.catalog;

import io.cpqoms.values.Token;
import java.util.List;
import java.util.Optional;

/**
 * One of the things that a product costs.
 *
 * @param name what people call it, where that is more than its id
 * @param period of a recurring charge, and of no other
 * @param prices one for each currency in which it can be quoted without an agreed price
 */
public record Charge(
        String chargeId,
        Optional<String> name,
        ChargeKind kind,
        Optional<BillingPeriod> period,
        List<ChargePrice> prices) {

    public static final int MOST_OF_A_PRODUCT = 20;

    public Charge {
        Token.require(chargeId);
        if ((kind == ChargeKind.RECURRING) != period.isPresent()) {
            throw new IllegalArgumentException(
                    "a recurring charge has a period, such as P1M, and no other charge has one");
        }
        prices = List.copyOf(prices);
    }

    /** Its price in a currency. */
    public Optional<ChargePrice> in(String currency) {
        return prices.stream()
                .filter(price -> price.currency().equals(currency))
                .findFirst();
    }
}
