package io.cpqoms.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts stay exact, currencies apart, and bounds those of the common schema. */
class MoneyTest {

    @Test
    void keepsEveryDecimal() {
        Money net = Money.of("14.00", "EUR")
                .times(new Quantity(12))
                .times(Percentage.of("15").remainder());

        assertThat(net.text()).isEqualTo("142.8000");
        assertThat(net.plus(net).minus(net)).isEqualTo(net);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.125 EUR 0.13", "-0.125 EUR -0.13", "1234.5 JPY 1235", "1.2345 KWD 1.235"})
    void roundsHalfUpToTheMinorUnit(String example) {
        String[] parts = example.split(" ");

        assertThat(Money.of(parts[0], parts[1]).rounded().text()).isEqualTo(parts[2]);
    }

    @Test
    void refusesToMixCurrencies() {
        Money euro = Money.of("1", "EUR");
        Money dollar = Money.of("1", "USD");

        assertThatIllegalArgumentException().isThrownBy(() -> euro.plus(dollar)).withMessage("cannot add USD to EUR");
        assertThatIllegalArgumentException().isThrownBy(() -> euro.minus(dollar));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e3", "01", ".5", "5.", "1,5", "+1", "", "1234567890123456789", "0.1234567890123"})
    void readsPlainDecimalsOnly(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of(text, "EUR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"QQQ", "XXX", "eur", "", "EURO"})
    void knowsCurrenciesOneCanPayIn(String currency) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.zero(currency))
                .withMessageContaining("EUR or USD is");
    }

    @Test
    void neverWritesAnExponent() {
        assertThat(new Money(new BigDecimal("1E+6"), "EUR").text()).isEqualTo("1000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"100.0001", "101", "-1", "5.00001", "1e1", ""})
    void aPercentageIsNoughtToAHundred(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Percentage.of(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_000_001})
    void aQuantityIsOneToAMillion(int value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Quantity(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a b", "ä"})
    void anIdentifierOfPeopleIsAToken(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CustomerId(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new ProductId(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "Acme", "acme_1", "-acme"})
    void aTenantIsShortAndSmall(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TenantId(text));
    }
}
