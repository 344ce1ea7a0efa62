package io.cpqoms.quote.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A language has one spelling, and a name is found in the nearest more general one. */
@Tag("DOM-01")
class LocalizedNamesTest {

    private static final LocalizedNames NAMES =
            LocalizedNames.of(Map.of("de", "Glasfaser", "de-AT", "Lichtwellen", "zh-Hant", "光纖"));

    @ParameterizedTest
    @CsvSource({"de,Glasfaser", "de-AT,Lichtwellen", "de-CH,Glasfaser", "zh-Hant-TW,光纖", "zh,", "en,", "d,"})
    void areFoundInTheNearestMoreGeneralLanguage(String asked, String found) {
        assertThat(NAMES.in(asked).orElse(null)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "de_AT,is no language tag",
        "d,is no language tag",
        "de-at,is written de-AT",
        "iw,is written he",
        "und,names no language"
    })
    void refuseATagThatIsNoneOrHasAnotherSpelling(String tag, String fault) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LocalizedNames.of(Map.of(tag, "Name")))
                .withMessageContaining(fault);
    }

    @Test
    void areNotManyNorEmpty() {
        Map<String, String> many = IntStream.range(0, 21)
                .mapToObj(i -> "a" + (char) ('a' + i))
                .collect(Collectors.toMap(tag -> tag, tag -> "Name"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> LocalizedNames.of(many))
                .withMessageContaining("not in 21");
        assertThatIllegalArgumentException().isThrownBy(() -> LocalizedNames.of(Map.of("de", " ")));
    }
}
