package io.cpqoms.values;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.regex.Pattern;

/**
 * An exact amount in one ISO 4217 currency; refuses to mix currencies, and is rounded by {@link #rounded} and shared by {@link #roundedDown} only.
 *
 * @param currency a code that one can pay in, such as EUR
 */
public record Money(BigDecimal amount, String currency) {

    private static final Pattern AMOUNT = Pattern.compile("-?(0|[1-9]\\d{0,17})(\\.\\d{1,12})?");

    public Money {
        fractionDigits(currency);
    }

    /** @throws IllegalArgumentException when the text is no plain decimal of the common schema, or the currency is none */
    public static Money of(String amount, String currency) {
        if (!AMOUNT.matcher(amount).matches()) {
            throw new IllegalArgumentException("an amount is a plain decimal text such as \"12.3400\"");
        }
        return new Money(new BigDecimal(amount), currency);
    }

    public static Money zero(String currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /** @throws IllegalArgumentException when the currencies differ */
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

    /** Rounded half up to the currency's minor unit, as a total is. */
    public Money rounded() {
        return new Money(amount.setScale(fractionDigits(currency), RoundingMode.HALF_UP), currency);
    }

    /** The whole minor units that are in it: where a rounded sum is shared, each share begins with these. */
    public Money roundedDown() {
        return new Money(amount.setScale(fractionDigits(currency), RoundingMode.FLOOR), currency);
    }

    /** The smallest amount that one can pay. */
    public Money minorUnit() {
        return new Money(BigDecimal.ONE.movePointLeft(fractionDigits(currency)), currency);
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
