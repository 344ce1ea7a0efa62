package io.cpqoms.values;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/**
 * Source of UUIDv7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then a 12-bit counter seeded at random within the
 * millisecond, then random bits. Ids of one source sort by creation.
 */
public final class Ids {

    private static final int COUNTER_MAX = 0xFFF;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private long lastMillis;
    private int counter;

    public Ids() {
        this(Clock.systemUTC());
    }

    public Ids(Clock clock) {
        this.clock = clock;
    }

    /** The next id; greater than every earlier one of this source. */
    public synchronized UUID next() {
        long now = clock.millis();
        if (now > lastMillis) {
            lastMillis = now;
            counter = random.nextInt(COUNTER_MAX / 2);
        } else if (++counter > COUNTER_MAX) {
            lastMillis++;
            counter = 0;
        }
        long high = lastMillis << 16 | 0x7000L | counter;
        long low = random.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
