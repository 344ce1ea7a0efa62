package io.cpqoms.order;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** An exact amount in one currency; the scale is kept, because exact nets carry more digits than a currency has. */
public record Money(BigDecimal amount, String currency) {

    private static final Pattern CODE = Pattern.compile("[A-Z]{3}");

    public Money {
        if (!CODE.matcher(currency).matches()) {
            throw new IllegalArgumentException("A currency is an ISO 4217 code of three capitals, for example EUR");
        }
    }

    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), currency);
    }

    public static Money zero(String currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /** @throws IllegalArgumentException when the currencies differ */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Cannot add " + other.currency + " to " + currency);
        }
        return new Money(amount.add(other.amount), currency);
    }

    /** Whether both are the same amount of the same currency, whatever their scales. */
    public boolean isSameAs(Money other) {
        return currency.equals(other.currency) && amount.compareTo(other.amount) == 0;
    }

    /** The amount as contracts carry it: decimal text without exponent. */
    public String text() {
        return amount.toPlainString();
    }
}
