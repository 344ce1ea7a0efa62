package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.MessagingConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M11")
class ReleaseGuardTest {

    private final ReleaseGuard guard = new ReleaseGuard(new SmallRyeConfigBuilder()
            .withMapping(MessagingConfig.class)
            .build()
            .getConfigMapping(MessagingConfig.class)
            .inbox());

    @Test
    void suspectsTheReleaseWhenTheFifthKeyInARowFailsAlike() {
        for (int key = 1; key < 5; key++) {
            assertThat(failed(key)).isEmpty();
        }

        assertThat(failed(5)).contains(Duration.ofSeconds(10));
        assertThat(guard.suspicion()).contains("it fails");
    }

    @Test
    void suspectsNothingWhenOneKeyFailsAgainAndAgain() {
        for (int attempt = 0; attempt < 20; attempt++) {
            assertThat(failed(1)).isEmpty();
        }
    }

    @Test
    void suspectsNothingWhenSomethingWasHandledInBetween() {
        for (int key = 1; key < 20; key++) {
            assertThat(failed(key)).isEmpty();
            guard.handled();
        }
    }

    @Test
    void suspectsNothingWhenTheFailuresDiffer() {
        for (int key = 1; key < 20; key++) {
            assertThat(guard.failed(delivery(key), "group " + key, "it fails")).isEmpty();
        }
    }

    @Test
    void givesUpOneRecordAfterThreeProbesSoThatBadRecordsCantStopTheStream() {
        for (int key = 1; key < 5; key++) {
            failed(key);
        }

        assertThat(failed(5)).isPresent();
        assertThat(failed(5)).isPresent();
        assertThat(failed(5)).isPresent();
        assertThat(failed(5)).as("given up").isEmpty();
        assertThat(failed(6)).as("the next one probes at its longest interval").contains(Duration.ofMinutes(1));
    }

    /** A consumer of two topics has two records in hand; neither may keep the other from being given up. */
    @Test
    void givesUpRecordsThatTakeTurnsInProbing() {
        for (int key = 1; key < 5; key++) {
            failed(key);
        }

        for (int round = 0; round < 3; round++) {
            assertThat(failed(5)).isPresent();
            assertThat(failed(6)).isPresent();
        }
        assertThat(failed(5)).isEmpty();
        assertThat(failed(6)).isEmpty();
    }

    @Test
    void suspectsAtOnceWhatNoRecordCanBeBlamedForAndGivesThatUpTooInTheEnd() {
        for (int probe = 0; probe < 3; probe++) {
            assertThat(guard.probed(delivery(1), "no table")).isPresent();
        }

        assertThat(guard.suspicion()).contains("no table");
        assertThat(guard.probed(delivery(1), "no table")).isEmpty();
    }

    @Test
    void forgetsItsSuspicionAtTheFirstRecordThatIsHandled() {
        for (int key = 1; key <= 5; key++) {
            failed(key);
        }

        guard.handled();

        assertThat(guard.suspicion()).isEmpty();
        assertThat(failed(6)).isEmpty();
    }

    private Optional<Duration> failed(int key) {
        return guard.failed(delivery(key), "group", "it fails");
    }

    private static Delivery delivery(int key) {
        return Delivery.Defective.of(
                new ConsumerRecord<>("topic", 0, key, "acme:quote:" + key, new byte[0]),
                Instant.EPOCH,
                new BadMessage("bad"));
    }
}
