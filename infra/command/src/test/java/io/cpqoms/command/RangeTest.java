package io.cpqoms.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("API-05")
class RangeTest {

    @Test
    void readsBothEndsOrOneOrNone() {
        assertThat(Range.amounts("total", "10", "12.50").to()).contains(new BigDecimal("12.50"));
        assertThat(Range.instants("created", null, "2026-01-01T00:00:00+01:00").from())
                .isEmpty();
        assertThat(Range.amounts("total", null, null))
                .isEqualTo(new Range<BigDecimal>(Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1e9", "NaN", "1,5", "0x1", "1234567890123456", "1.1234567", " 1"})
    void refusesWhatIsNoAmount(String text) {
        assertThatThrownBy(() -> Range.amounts("total", text, null))
                .hasMessageContaining("totalFrom: must be an amount");
    }

    @Test
    void refusesARangeThatHoldsNothing() {
        assertThatThrownBy(() -> Range.amounts("total", "10.0", "10")).hasMessageContaining("totalTo: must be later");
    }
}
