package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M5")
class StoredTextTest {

    @Test
    void leavesAloneWhatCanBeStored() {
        assertThat(StoredText.of("Žluťoučký 𝄞 kůň", 100)).isEqualTo("Žluťoučký 𝄞 kůň");
    }

    @Test
    void replacesNullCharactersAndHalvesOfPairs() {
        assertThat(StoredText.of("a\0b\uD834c\uDD1E", 100)).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
    }

    @Test
    void cutsWithAMarkAndNeverThroughAPair() {
        assertThat(StoredText.of("abcdef", 4)).isEqualTo("abc…");
        assertThat(StoredText.of("ab𝄞def", 4)).isEqualTo("ab…");
    }
}
