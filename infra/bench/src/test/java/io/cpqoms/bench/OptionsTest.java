package io.cpqoms.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the benchmark understands of its arguments, and how it says that it does not. */
@Tag("ENG-06")
class OptionsTest {

    @Test
    void withoutArgumentsEverythingIsMeasuredInThreeRounds() {
        Options options = Options.of();

        assertThat(options.rounds()).isEqualTo(3);
        assertThat(options.open()).hasSeconds(60);
        assertThat(options.parts()).containsExactlyInAnyOrder(Options.Part.values());
    }

    @Test
    void somePartsAreNamedWithCommas() {
        assertThat(Options.of("--only=relay,inbox").parts())
                .containsExactlyInAnyOrder(Options.Part.RELAY, Options.Part.INBOX);
    }

    @Test
    void whatIsNotKnownIsRefusedWithWhatIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.of("--only=latnecy"))
                .withMessage("There is no part latnecy; there are " + Options.EVERYTHING);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.of("--round=1"))
                .withMessageContaining("--round=1 is not known; there are [rounds,");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.of("--rows=many"))
                .withMessage("--rows must be a whole number, was many");
        assertThatIllegalArgumentException().isThrownBy(() -> Options.of("--rounds=0"));
    }
}
