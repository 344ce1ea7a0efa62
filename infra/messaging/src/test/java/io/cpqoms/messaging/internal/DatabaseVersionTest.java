package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which servers are too old, and what is said of them. */
class DatabaseVersionTest {

    @Test
    void refusesWhatCannotAnswerTheOldRow() {
        assertThat(DatabaseVersion.refusal(17))
                .hasValueSatisfying(reason -> assertThat(reason)
                        .contains("This is PostgreSQL 17", "needs 18 or later", "returning old", "Upgrade the server"));
        assertThat(DatabaseVersion.refusal(18)).isEmpty();
        assertThat(DatabaseVersion.refusal(19)).isEmpty();
    }
}
