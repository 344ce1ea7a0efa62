package io.cpqoms.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.notification.channel.Notice;
import io.cpqoms.notification.channel.SendResult;
import io.cpqoms.notification.rule.Recipient;
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

    private final DeliveryPolicy policy = new DeliveryPolicy(
            Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofHours(24), Duration.ofDays(14));

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

    @Test
    @Tag("N3")
    void waitsForAnAddressUntilThePatienceIsOver() {
        Claimed young = anIntent(1, NOW.minus(Duration.ofDays(13)));
        Claimed old = anIntent(2, NOW.minus(Duration.ofDays(14)));

        Conclusion waiting = policy.conclude(young, new SendResult.NoAddress("No address."), NOW);
        Conclusion failed = policy.conclude(old, new SendResult.NoAddress("No address."), NOW);

        assertThat(waiting.state()).isEqualTo(IntentState.WAITING);
        assertThat(waiting.nextAttemptAt()).contains(NOW.plus(Duration.ofDays(1)));
        assertThat(failed.state()).isEqualTo(IntentState.FAILED);
        assertThat(failed.cause()).contains("None came within 14 days. No address.");
    }

    @Test
    @Tag("N2")
    void canRecordWhateverItIsTold() {
        String said = "550 no\u0000\r\n\u2028" + "\ud83d\udce7".repeat(600);

        Conclusion failed = policy.conclude(anIntent(1, NOW), new SendResult.Refused(said), NOW);

        assertThat(failed.cause())
                .hasValueSatisfying(cause -> assertThat(cause)
                        .startsWith("550 no \ud83d\udce7")
                        .endsWith("\ud83d\udce7…")
                        .satisfies(line -> assertThat(line.codePointCount(0, line.length()))
                                .isEqualTo(500)));
    }

    private static Claimed anIntent(int attempts, Instant dueSince) {
        Notice notice = new Notice(UUID.randomUUID(), "quote-accepted", 1, "VINET", "quote", "quote-1", Map.of());
        return new Claimed(
                UUID.randomUUID(),
                "acme",
                UUID.randomUUID(),
                UUID.randomUUID(),
                notice,
                Recipient.Kind.CUSTOMER,
                attempts,
                dueSince,
                Optional.empty());
    }
}
