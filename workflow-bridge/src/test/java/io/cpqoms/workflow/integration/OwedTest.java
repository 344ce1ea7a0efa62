package io.cpqoms.workflow.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a quote comes to, as the bridge compares and judges it. */
@Tag("DOM-03")
class OwedTest {

    @Test
    void isWhatIsOwedOnceWithoutRecurringCharges() throws JsonProcessingException {
        assertThat(owed()).hasToString("900.00 EUR");
    }

    @Test
    void writesWhatIsOwedInOneWay() throws JsonProcessingException {
        assertThat(owed(each("P1M", "10.00"), each("P1Y", "99.00")))
                .hasToString("900.00 EUR + 10.00 EUR/P1M + 99.00 EUR/P1Y");
    }

    private static Owed owed(String... recurring) throws JsonProcessingException {
        return Owed.of(new ObjectMapper().readTree("""
                {"exact":{"amount":"900.0000","currency":"EUR"},"rounded":{"amount":"900.00","currency":"EUR"},"recurring":[%s]}""".formatted(String.join(",", recurring))));
    }

    private static String each(String period, String amount) {
        return """
                {"period":"%s","exact":{"amount":"%s00","currency":"EUR"},"rounded":{"amount":"%s","currency":"EUR"}}""".formatted(period, amount, amount);
    }
}
