package io.cpqoms.values;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What can be kept stays as it is; what can't is found, or marked. */
@Tag("K3")
class StorableTextTest {

    @Test
    void leavesTextOfAnyScriptAsItIs() {
        assertThat(StorableText.cleaned("Žluťoučký 𝄞 kůň", 100)).isEqualTo("Žluťoučký 𝄞 kůň");
        assertThat(StorableText.firstFault("Žluťoučký 𝄞 kůň")).isEmpty();
    }

    @Test
    void findsTheFirstCharacterThatCannotBeKept() {
        assertThat(StorableText.firstFault("a\0b")).hasValue(1);
        assertThat(StorableText.firstFault("𝄞\uD834")).hasValue(2);
        assertThat(StorableText.firstFault("\uDD1E\uD834")).hasValue(0);
    }

    @Test
    void marksWhatCannotBeKept() {
        assertThat(StorableText.cleaned("a\0b\uD834c\uDD1E")).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
    }

    @Test
    void cutsWithoutTearingACharacterApart() {
        assertThat(StorableText.cleaned("abcdef", 4)).isEqualTo("abc…");
        assertThat(StorableText.cleaned("ab𝄞def", 4)).isEqualTo("ab…");
    }
}
