package io.cpqoms.workflow.integration;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;

/**
 * What a quote comes to, rounded, as quote-service writes it in its events and in its answers.
 *
 * @param once what is owed once
 * @param recurring what is owed each period, shortest period first
 */
record Owed(Amount once, List<Recurring> recurring) {

    private static final BigDecimal MONTHS_OF_A_YEAR = BigDecimal.valueOf(12);

    Owed {
        recurring = List.copyOf(recurring);
    }

    /** An amount with the decimals of its currency. */
    record Amount(String amount, String currency) {

        private static Amount of(JsonNode money) {
            return new Amount(
                    money.path("amount").asText(), money.path("currency").asText());
        }

        BigDecimal value() {
            return new BigDecimal(amount);
        }

        @Override
        public String toString() {
            return amount + " " + currency;
        }
    }

    /** What is owed each period of so many months; a period is written in one way. */
    record Recurring(String period, Amount amount) {

        /** What comes together in twelve months, also of a period that is longer. */
        BigDecimal inAYear() {
            BigDecimal each = amount.value();
            BigDecimal months = BigDecimal.valueOf(Period.parse(period).toTotalMonths());
            return each.multiply(MONTHS_OF_A_YEAR).divide(months, each.scale(), RoundingMode.HALF_UP);
        }
    }

    static Owed of(JsonNode totals) {
        List<Recurring> recurring = new ArrayList<>();
        totals.path("recurring")
                .forEach(each ->
                        recurring.add(new Recurring(each.path("period").asText(), Amount.of(each.path("rounded")))));
        return new Owed(Amount.of(totals.path("rounded")), recurring);
    }

    /** What is owed each period, in a year of twelve months. */
    BigDecimal inAYear() {
        return recurring.stream().map(Recurring::inAYear).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** In one way, so that two may be compared: {@code 900.00 EUR + 25.00 EUR/P1M}; without recurring charges {@code 900.00 EUR}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(once.toString());
        recurring.forEach(
                each -> text.append(" + ").append(each.amount()).append('/').append(each.period()));
        return text.toString();
    }
}
