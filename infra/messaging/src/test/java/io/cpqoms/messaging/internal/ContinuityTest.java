package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.messaging.internal.Continuity.Jump;
import io.cpqoms.messaging.internal.Resumption.Source;
import io.cpqoms.messaging.internal.Resumption.Start;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is said of records that a running consumer was not given depends on where their topic begins and ends. */
@Tag("INB-12")
class ContinuityTest {

    @Test
    void saysThatWhatLiesBeforeTheBeginningIsLost() {
        assertThat(new Jump(10, 100).judge(100, 900)).isEqualTo(new Start(Source.LOST, 100));
        assertThat(new Jump(10, 100).judge(98, 900))
                .as("marks lie before what came")
                .isEqualTo(new Start(Source.LOST, 98));
    }

    @Test
    void saysNothingOfAHoleBehindTheBeginning() {
        assertThat(new Jump(10, 12).judge(5, 900)).isEqualTo(new Start(Source.KAFKA, 10));
        assertThat(new Jump(10, 12).judge(10, 900)).isEqualTo(new Start(Source.KAFKA, 10));
    }

    /** Batches wait for the one before them, and the topic is asked later still. */
    @Test
    void callsNothingLostThatCameAndThatTheTopicHasLetGoSince() {
        assertThat(new Jump(10, 100).judge(300, 900)).isEqualTo(new Start(Source.LOST, 100));
        assertThat(new Jump(10, 11).judge(300, 900))
                .as("a mark, or a record")
                .isEqualTo(new Start(Source.MAYBE_LOST, 11));
    }

    @Test
    void saysThatATopicIsAnotherThatIsShorterThanWhatWasRead() {
        assertThat(new Jump(10, 0).judge(0, 3)).isEqualTo(new Start(Source.BEGINNING, 0));
    }
}
