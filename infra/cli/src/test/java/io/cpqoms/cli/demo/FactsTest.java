package io.cpqoms.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.cli.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A fact that does not hold is told with both sides, and spoils the whole run. */
class FactsTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final Facts facts = new Facts(Console.plain(new PrintStream(output, true, StandardCharsets.UTF_8)));

    @Test
    void showsWhatWasExpectedAndWhatWasFound() {
        facts.equal("exactly one order exists", 1, 2);

        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains("✗ exactly one order exists", "expected 1", "found    2");
        assertThat(facts.allHeld()).isFalse();
        assertThat(facts.sentence()).isEqualTo("1 of 1 stated facts did not hold.");
    }

    @Test
    void comparesDecimalsByValue() {
        facts.equal("the sum is right", new BigDecimal("1.50"), new BigDecimal("1.5000"));

        assertThat(facts.allHeld()).isTrue();
    }

    @Test
    void doesNotTakeAnIntegerForALong() {
        facts.equal("counts have one type", 1L, 1);

        assertThat(facts.allHeld()).isFalse();
    }
}
