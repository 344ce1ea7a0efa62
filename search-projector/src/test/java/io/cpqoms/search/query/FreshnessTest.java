package io.cpqoms.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.search.integration.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("SRC-03")
class FreshnessTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final Duration VISIBLE_AFTER = Duration.ofSeconds(1);

    @ParameterizedTest
    @CsvSource({
        "0, up to date as of 1 second ago",
        "1, up to date as of 2 seconds ago",
        "119, up to date as of 2 minutes ago",
        "7300, up to date as of 2 hours ago"
    })
    void saysHowOldTheAnswerIsWhenNothingIsWaiting(int secondsSinceTheLook, String text) {
        StreamState caughtUp = new StreamState(0, Optional.of(NOW.minusSeconds(secondsSinceTheLook)));

        Freshness freshness = Freshness.of(caughtUp, Optional.empty(), VISIBLE_AFTER, NOW);

        assertThat(freshness.text()).isEqualTo(text);
        assertThat(freshness.lagSeconds()).contains(secondsSinceTheLook + 1L);
    }

    @Test
    void saysHowMuchIsOnTheWayAndUpToWhenTheAnswerIsComplete() {
        StreamState behind = new StreamState(37, Optional.of(NOW.minusSeconds(60)));

        Freshness freshness = Freshness.of(behind, Optional.of(NOW.minusSeconds(12)), VISIBLE_AFTER, NOW);

        assertThat(freshness.text())
                .isEqualTo("up to 37 changes are still on the way; shows what happened until 12 seconds ago");
        assertThat(freshness.projectedThrough()).contains(NOW.minusSeconds(12));
    }

    @Test
    void admitsWhenItDoesNotKnow() {
        Freshness freshness = Freshness.of(new StreamState(0, Optional.empty()), Optional.empty(), VISIBLE_AFTER, NOW);

        assertThat(freshness.text()).isEqualTo("how fresh this is has not been checked yet");
        assertThat(freshness.projectedThrough()).isEmpty();
    }
}
