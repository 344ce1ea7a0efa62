package io.cpqoms.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("API-03")
class EntityTagTest {

    private static final EntityTag TAG = tag(3, "{}");

    @Test
    void namesTheVersionAndTheBody() {
        assertThat(TAG.text())
                .matches("\"3-[0-9a-f]{16}\"")
                .isEqualTo(tag(3, "{}").text());
        assertThat(TAG).isNotEqualTo(tag(3, "{ }")).isNotEqualTo(tag(4, "{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", " %s ", "W/%s", "\"x\",%s", "\"x\", W/\"y\" , W/%s", "*", " * "})
    void isNamed(String header) {
        assertThat(TAG.isNamedIn(header.formatted(TAG.text()))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"3\"", "3", "\"", "\"\"\"", "\"x\", *", "\"3-\"", "w/"})
    void isNotNamed(String header) {
        assertThat(TAG.isNamedIn(header)).isFalse();
    }

    @Test
    void countsAsItsVersionWhereAVersionIsExpected() {
        assertThat(ExpectedVersion.parse(TAG.text())).isEqualTo(ExpectedVersion.of(3));
    }

    private static EntityTag tag(long version, String body) {
        return EntityTag.of(ExpectedVersion.etag(version), body.getBytes(StandardCharsets.UTF_8));
    }
}
