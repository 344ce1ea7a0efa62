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
 * @param names what people call it in other languages
 */
public record Charge(
        String chargeId,
        Optional<String> name,
        ChargeKind kind,
        Optional<BillingPeriod> period,
        List<ChargePrice> prices,
        Optional<LocalizedNames> names) {

    public static final int MOST_OF_A_PRODUCT = 20;

    /** A charge with at most one name. */
    public Charge(
            String chargeId,
            Optional<String> name,
            ChargeKind kind,
            Optional<BillingPeriod> period,
            List<ChargePrice> prices) {
        this(chargeId, name, kind, period, prices, Optional.empty());
    }

    public Charge {
        Token.require(chargeId);
        if ((kind == ChargeKind.RECURRING) != period.isPresent()) {
            throw new IllegalArgumentException(
                    "a recurring charge has a period, such as P1M, and no other charge has one");
        }
        prices = List.copyOf(prices);
    }

    /** What people call it in a language, where that is more than its id. */
    public Optional<String> nameIn(String language) {
        return names.flatMap(some -> some.in(language)).or(() -> name);
    }

    /** Its price in a currency. */
    public Optional<ChargePrice> in(String currency) {
        return prices.stream()
                .filter(price -> price.currency().equals(currency))
                .findFirst();
    }
}
