package io.cpqoms.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may name somebody. */
@Tag("K2")
@Tag("SEC-02")
class SubjectTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth0|5f7c",
                "anna+sales@example.com",
                "Anna Müller",
                "CN=Anna Müller,O=ACME|5f7c@example.com",
                " leading space",
                "https://issuer.example/users/7?x=1",
                "安娜",
                "😀",
                "-",
                "'; drop table quote; --"
            })
    void takesWhatIdentityProvidersSendAsItIs(String subject) {
        assertThat(Actor.user(subject).subject()).isEqualTo(subject);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "   ", "a\u0000b", "a\n", "\tb", "a\u007f", "a\u0085b", "half \ud83d of a pair"})
    void refusesWhatNamesNobody(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Actor.service(text))
                .withMessageContaining("1 to 255");
    }

    @Test
    void countsCharactersAndNotTheirHalves() {
        assertThat(Subject.isOne("x".repeat(255))).isTrue();
        assertThat(Subject.isOne("😀".repeat(255))).isTrue();
        assertThat(Subject.isOne("x".repeat(256))).isFalse();
    }
}
