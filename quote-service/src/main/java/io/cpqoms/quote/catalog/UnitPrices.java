package io.cpqoms.quote.catalog;

import io.cpqoms.values.Money;

/**
 * The bounds of the price of one unit. They keep the exact total of the largest quote (500 lines of a million units) within the 18 digits and
 * 12 decimals of the contracts.
 */
public final class UnitPrices {

    private static final int MAX_DECIMALS = 6;
    private static final int MAX_DIGITS = 9;

    private UnitPrices() {}

    /**
     * The price, if it can be one.
     *
     * @throws IllegalArgumentException when it is negative or has too many digits
     */
    public static Money require(Money price) {
        if (price.amount().signum() < 0
                || price.amount().scale() > MAX_DECIMALS
                || price.amount().precision() - price.amount().scale() > MAX_DIGITS) {
            throw new IllegalArgumentException("a unit price is not negative and has at most " + MAX_DIGITS
                    + " digits before and " + MAX_DECIMALS + " after the point");
        }
        return price;
    }
}
