package io.cpqoms.quote.lifecycle.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.command.CommandRequest;
import org.junit.jupiter.api.Test;

/**
 * A command that the former release took down is the same command when it is repeated to this one. The hashes are those that the former
 * release kept for these bodies; they must not follow the code.
 */
class BodyHashesTest {

    @Test
    void anAcceptanceWithoutARevisionIsWhatItWasBeforeThereWereAny() {
        assertThat(CommandRequest.hash(new Bodies.Acceptance("VINET", null)))
                .isEqualTo("8b0532deed9c81475c826d937a2ead6159676b945f93fffb28623c3d6601d16d");
    }

    @Test
    void aDecisionWithoutARevisionIsWhatItWasBeforeThereWereAny() {
        assertThat(CommandRequest.hash(new Bodies.DecisionBody("approver-1", "quote-approval:1", "fine", null)))
                .isEqualTo("911e84c1ec76e005272e56ac33504760385dff57a1b7f8233c306f6e15b27763");
    }

    @Test
    void aLineWithoutReasonChargesAndConfigurationIsWhatItWasBeforeThereWereAny() {
        assertThat(CommandRequest.hash(new NewLine("11", 12, "15", null, null, null, null)))
                .isEqualTo("0de10fedb4b323ea91be3573a50170b2e42900691c711455478b04bbd8dccd91");
        assertThat(CommandRequest.hash(new NewLine("11", 12, "15", null, "late", null, null)))
                .isNotEqualTo(CommandRequest.hash(new NewLine("11", 12, "15", null, null, null, null)));
    }

    /** That it is left out while it is absent must not leave it out where it says something. */
    @Test
    void whatNamesAnotherRevisionIsAnotherCommand() {
        assertThat(CommandRequest.hash(new Bodies.Acceptance("VINET", 1)))
                .isNotEqualTo(CommandRequest.hash(new Bodies.Acceptance("VINET", 2)))
                .isNotEqualTo(CommandRequest.hash(new Bodies.Acceptance("VINET", null)));
        assertThat(CommandRequest.hash(new Bodies.Refusal("VINET", "No.", 1)))
                .isNotEqualTo(CommandRequest.hash(new Bodies.Refusal("VINET", "No.", null)));
    }
}
