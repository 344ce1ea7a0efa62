package io.cpqoms.values;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.regex.Pattern;

/** An exact amount in one ISO 4217 currency; refuses to mix currencies, and rounds in one place only. */
public record Money(BigDecimal amount, String currency) {

    private static final Pattern AMOUNT = Pattern.compile("-?(0|[1-9]\\d{0,17})(\\.\\d{1,12})?");
    private static final int UNIT_PRICE_SCALE = 6;
    private static final int UNIT_PRICE_DIGITS = 9;

    public Money {
        fractionDigits(currency);
    }

    public static Money of(String amount, String currency) {
        if (!AMOUNT.matcher(amount).matches()) {
            throw new IllegalArgumentException("an amount is a plain decimal text such as \"12.3400\"");
        }
        return new Money(new BigDecimal(amount), currency);
    }

    public static Money zero(String currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /**
     * Itself, if it can be the price of one unit. The bounds keep the exact total of the largest quote (500 lines of a million
     * units) within the 18 digits and 12 decimals of the contracts.
     */
    public Money requireUnitPrice() {
        if (amount.signum() < 0
                || amount.scale() > UNIT_PRICE_SCALE
                || amount.precision() - amount.scale() > UNIT_PRICE_DIGITS) {
            throw new IllegalArgumentException("a unit price is not negative and has at most " + UNIT_PRICE_DIGITS
                    + " digits before and " + UNIT_PRICE_SCALE + " after the point");
        }
        return this;
    }

    public Money plus(Money other) {
        requireSameCurrency(other);
        return new Money(amount.add(other.amount), currency);
    }

    public Money minus(Money other) {
        requireSameCurrency(other);
        return new Money(amount.subtract(other.amount), currency);
    }

    public Money times(BigDecimal factor) {
        return new Money(amount.multiply(factor), currency);
    }

    public Money times(Quantity quantity) {
        return times(BigDecimal.valueOf(quantity.value()));
    }

    /** Rounded half up to the currency's minor unit: the only rounding of the service. */
    public Money rounded() {
        return new Money(amount.setScale(fractionDigits(currency), RoundingMode.HALF_UP), currency);
    }

    public boolean isIn(String otherCurrency) {
        return currency.equals(otherCurrency);
    }

    /** The amount as contracts and clients see it, never in scientific notation. */
    public String text() {
        return amount.toPlainString();
    }

    private void requireSameCurrency(Money other) {
        if (!isIn(other.currency)) {
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        }
    }

    private static int fractionDigits(String currency) {
        int digits;
        try {
            digits = Currency.getInstance(currency).getDefaultFractionDigits();
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(unknownCurrency(currency), unknown);
        }
        if (digits < 0) {
            throw new IllegalArgumentException(unknownCurrency(currency));
        }
        return digits;
    }

    private static String unknownCurrency(String currency) {
        return currency + " is no ISO 4217 currency one can pay in; EUR or USD is";
    }
}
