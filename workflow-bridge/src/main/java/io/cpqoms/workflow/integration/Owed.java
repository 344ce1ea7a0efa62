package io.cpqoms.workflow.integration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a quote comes to, rounded, as quote-service writes it in its events and in its answers.
 *
 * @param once what is owed once
 * @param recurring what is owed each period, shortest period first
 */
record Owed(Amount once, List<Recurring> recurring) {

    Owed {
        recurring = List.copyOf(recurring);
    }

    /** An amount with the decimals of its currency. */
    record Amount(String amount, String currency) {

        private static Amount of(JsonNode money) {
            return new Amount(
                    money.path("amount").asText(), money.path("currency").asText());
        }

        @Override
        public String toString() {
            return amount + " " + currency;
        }
    }

    /** What is owed each period; a period is written in one way. */
    record Recurring(String period, Amount amount) {}

    static Owed of(JsonNode totals) {
        List<Recurring> recurring = new ArrayList<>();
        totals.path("recurring")
                .forEach(each ->
                        recurring.add(new Recurring(each.path("period").asText(), Amount.of(each.path("rounded")))));
        return new Owed(Amount.of(totals.path("rounded")), recurring);
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
