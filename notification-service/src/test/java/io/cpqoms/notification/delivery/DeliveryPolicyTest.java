package io.cpqoms.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.notification.channel.Notice;
import io.cpqoms.notification.channel.SendResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("NOT-02")
class DeliveryPolicyTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private final DeliveryPolicy policy =
            new DeliveryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofHours(24));

    @Test
    void neverTriesAgainWhenInDoubt() {
        Conclusion conclusion = policy.conclude(anIntent(1, NOW), new SendResult.InDoubt("reset"), NOW);

        assertThat(conclusion.state()).isEqualTo(IntentState.UNKNOWN);
        assertThat(conclusion.nextAttemptAt()).isEmpty();
    }

    @Test
    void keepsTheProvidersMessageId() {
        Conclusion conclusion = policy.conclude(anIntent(1, NOW), new SendResult.Taken("<x@y>"), NOW);

        assertThat(conclusion.state()).isEqualTo(IntentState.SENT);
        assertThat(conclusion.providerMessageId()).contains("<x@y>");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "6, 32", "7, 60", "1000, 60"})
    void triesAgainLaterAndLaterWhenNobodyTookIt(int attempts, int seconds) {
        Conclusion conclusion = policy.conclude(anIntent(attempts, NOW), new SendResult.Unreachable("refused"), NOW);

        assertThat(conclusion.state()).isEqualTo(IntentState.PENDING);
        assertThat(conclusion.nextAttemptAt()).contains(NOW.plusSeconds(seconds));
    }

    @Test
    void givesUpAtLast() {
        Claimed old = anIntent(9, NOW.minus(Duration.ofHours(24)));

        Conclusion conclusion = policy.conclude(old, new SendResult.NotNow("451 later"), NOW);

        assertThat(conclusion.state()).isEqualTo(IntentState.FAILED);
        assertThat(conclusion.cause()).contains("Given up after 24 hours. 451 later");
    }

    private static Claimed anIntent(int attempts, Instant createdAt) {
        Notice notice = new Notice(UUID.randomUUID(), "quote-accepted", 1, "VINET", "quote", "quote-1", Map.of());
        return new Claimed(
                UUID.randomUUID(),
                "acme",
                UUID.randomUUID(),
                UUID.randomUUID(),
                notice,
                attempts,
                createdAt,
                Optional.empty());
    }
}
