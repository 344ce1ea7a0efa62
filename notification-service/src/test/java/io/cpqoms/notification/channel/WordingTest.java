package io.cpqoms.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("NOT-01")
class WordingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | 1265793.04 | EUR | €1,265,793.04",
                "de | 1265793.04 | EUR | 1.265.793,04 €",
                "en | 12.3456 | EUR | €12.3456",
                "en | 5 | JPY | ¥5",
                "en | 5.00 | XQQ | 5.00 XQQ"
            })
    void writesMoneyAsTheReaderDoes(String locale, String amount, String currency, String written) {
        Object worded = worded(locale, Map.of("amount", amount, "currency", currency), Meaning.MONEY);

        assertThat(plain(worded)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | 2026-12-01T09:00:00.000000Z | December 1, 2026, 9:00 AM Z",
                "de | 2026-12-01T09:00:00.000000Z | 1. Dezember 2026, 09:00 Z",
                "en | 2026-12-01 | December 1, 2026",
                "de | 2026-12-01 | 1. Dezember 2026"
            })
    void writesDatesAndTimesAsTheReaderDoes(String locale, String value, String written) {
        assertThat(plain(worded(locale, value, Meaning.TIME))).isEqualTo(written);
    }

    @ParameterizedTest
    @Tag("N2")
    @ValueSource(strings = {"2026-12-01", "2026-02-30", "2026-12-01T09:00:00.000000Z", "007", "12.50 EUR", "1,2"})
    void leavesTextAsItCame(String value) {
        assertThat(wording("de").of(Map.of("reference", value), Map.of())).containsEntry("reference", value);
    }

    @Test
    @Tag("N2")
    void takesNothingForMoneyThatIsNotDeclaredToBe() {
        Map<String, Object> parameters = Map.of("size", Map.of("amount", "3.50", "currency", "EUR"));

        assertThat(wording("de").of(parameters, Map.of())).isEqualTo(parameters);
    }

    @ParameterizedTest
    @Tag("N2")
    @ValueSource(strings = {"2026-02-30", "2026-02-30T09:00:00Z", "tomorrow", ""})
    void saysWhichValueIsNotWhatItIsDeclaredToBe(String value) {
        assertThatThrownBy(() -> worded("en", value, Meaning.TIME))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("value must be an instant or a date, and is \"" + value + "\"");
        assertThatThrownBy(() -> worded("en", value, Meaning.MONEY)).hasMessageContaining("value must be an amount");
        assertThatThrownBy(() -> worded("en", Map.of("amount", value, "currency", "EUR"), Meaning.MONEY))
                .hasMessageContaining("value must be an amount");
    }

    @Test
    void goesIntoListsAndMaps() {
        Object worded = wording("de").of(Map.of("lines", List.of(Map.of("quantity", 1200))), Map.of());

        assertThat(worded).isEqualTo(Map.of("lines", List.of(Map.of("quantity", "1.200"))));
    }

    private static Object worded(String locale, Object value, Meaning meaning) {
        return Objects.requireNonNull(wording(locale)
                .of(Map.of("value", value), Map.of("value", meaning))
                .get("value"));
    }

    private static Wording wording(String locale) {
        return new Wording(Locale.forLanguageTag(locale), ZoneOffset.UTC);
    }

    /** Locale data writes several kinds of space; readers don't see the difference. */
    private static String plain(Object worded) {
        return worded.toString().replace('\u00a0', ' ').replace('\u202f', ' ');
    }
}
