package io.cpqoms.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        Object worded = wording(locale).of(Map.of("amount", amount, "currency", currency));

        assertThat(plain(worded)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | 2026-12-01T09:00:00.000000Z | December 1, 2026, 9:00 AM Z",
                "de | 2026-12-01T09:00:00.000000Z | 1. Dezember 2026, 09:00 Z",
                "en | 2026-12-01 | December 1, 2026",
                "de | 2026-12-01 | 1. Dezember 2026",
                "de | Kein Datum: 2026-12-01 | Kein Datum: 2026-12-01"
            })
    void writesDatesAndTimesAsTheReaderDoes(String locale, String value, String written) {
        assertThat(plain(wording(locale).of(value))).isEqualTo(written);
    }

    @Test
    void goesIntoListsAndMaps() {
        Object worded = wording("de").of(Map.of("lines", List.of(Map.of("quantity", 1200))));

        assertThat(worded).isEqualTo(Map.of("lines", List.of(Map.of("quantity", "1.200"))));
    }

    private static Wording wording(String locale) {
        return new Wording(Locale.forLanguageTag(locale), ZoneOffset.UTC);
    }

    /** Locale data writes several kinds of space; readers don't see the difference. */
    private static String plain(Object worded) {
        return worded.toString().replace('\u00a0', ' ').replace('\u202f', ' ');
    }
}
