package io.cpqoms.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only UTF-8 is read; everything else is told so. */
@Tag("K7")
class Utf8Test {

    @Test
    void readsUtf8WithOrWithoutAByteOrderMark() {
        assertThat(Utf8.read("{\"a\":\"ž𝄞\"}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("{\"a\":\"ž𝄞\"}");
        assertThat(Utf8.read("\uFEFF{}".getBytes(StandardCharsets.UTF_8))).isEqualTo("{}");
        assertThat(Utf8.read(new byte[0])).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void refusesOtherEncodings(String charset) {
        assertThat(refusal("{\"a\":\"x\"}".getBytes(Charset.forName(charset)))).contains("must be JSON in UTF-8");
    }

    @Test
    void saysWhichByteIsWrong() {
        assertThat(refusal("{\"a\":\"ü\"}".getBytes(StandardCharsets.ISO_8859_1)))
                .contains("byte at position 7");
        assertThat(refusal(new byte[] {'{', (byte) 0xED, (byte) 0xA0, (byte) 0x80}))
                .contains("byte at position 2");
        assertThat(refusal(new byte[] {'{', '"', (byte) 0xC3})).contains("byte at position 3");
    }

    private static String refusal(byte[] body) {
        return catchThrowableOfType(ProblemException.class, () -> Utf8.read(body))
                .problem()
                .detail();
    }
}
