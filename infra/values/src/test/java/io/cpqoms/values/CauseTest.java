package io.cpqoms.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A cause comes after what happened before it. */
class CauseTest {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    private final Cause cause = new Cause(Actor.user("anna"), new UUID(0, 1), new UUID(0, 2), NOON);

    @Test
    void whoWaitedForALockComesAfterTheOneThatHeldIt() {
        Instant later = NOON.plusMillis(3);

        assertThat(cause.notBefore(later))
                .isEqualTo(new Cause(Actor.user("anna"), new UUID(0, 1), new UUID(0, 2), later));
        assertThat(cause.notBefore(NOON.minusMillis(3))).isSameAs(cause);
    }
}
