package io.cpqoms.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.command.Problem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("N3")
class ResendTest {

    @ParameterizedTest
    @CsvSource({
        "PENDING, true, illegal-transition",
        "WAITING, true, illegal-transition",
        "SENDING, true, illegal-transition",
        "SENT, true, illegal-transition",
        "FAILED, false, ''",
        "FAILED, true, ''",
        "UNKNOWN, false, duplicate-possible",
        "UNKNOWN, true, ''"
    })
    void sendsAgainOnlyWhatNobodyHasOrWhatMayComeTwice(IntentState state, boolean acceptDuplicate, String problem) {
        Resend resend = new Resend("olga", "The mailbox was full.", acceptDuplicate);

        assertThat(resend.refusal(state).map(Problem::slug).orElse("")).isEqualTo(problem);
    }
}
