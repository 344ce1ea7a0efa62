package io.cpqoms.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an If-Match header means, and which problem answers a bad one. */
@Tag("API-03")
class ExpectedVersionTest {

    @Test
    void acceptsTheVersionTheClientHasSeen() {
        assertThatNoException()
                .isThrownBy(() -> ExpectedVersion.parse(ExpectedVersion.etag(7)).require(7));
    }

    @Test
    void anyVersionIsFineForAStar() {
        assertThatNoException().isThrownBy(() -> ExpectedVersion.parse("*").require(7));
    }

    @Test
    void refusesAnotherVersionAndNamesTheCurrentOne() {
        Problem problem = problem(() -> ExpectedVersion.parse("\"6\"").require(7));

        assertThat(problem.status()).isEqualTo(412);
        assertThat(problem.extensions()).containsEntry("currentVersion", 7L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void asksForTheHeaderWhenItIsEmpty(String header) {
        assertThat(problem(() -> ExpectedVersion.parse(header)).status()).isEqualTo(428);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "W/\"7\"", "\"-1\"", "\"abc\"", "\"1\", \"2\"", "\"99999999999999999999\""})
    void refusesWhatIsNoneOfOurTags(String header) {
        assertThat(problem(() -> ExpectedVersion.parse(header)).status()).isEqualTo(400);
    }

    private static Problem problem(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call).problem();
    }
}
