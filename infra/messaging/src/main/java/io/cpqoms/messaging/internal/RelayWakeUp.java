package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.MessagingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The bell between a committed command and the relay of its shard; rings that nobody has heard yet count once. */
@ApplicationScoped
public class RelayWakeUp {

    private final List<Semaphore> bells;

    RelayWakeUp(MessagingConfig config) {
        bells = IntStream.range(0, config.outbox().shards())
                .mapToObj(shard -> new Semaphore(0))
                .toList();
    }

    void wake(int shard) {
        bells.get(shard).release();
    }

    /** Waits for a ring or the end of the time; answers whether somebody rang. */
    boolean await(int shard, Duration atMost) throws InterruptedException {
        Semaphore bell = bells.get(shard);
        boolean rang = bell.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
        bell.drainPermits();
        return rang;
    }
}
