package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M12")
class HeldTopicsTest {

    private final AtomicLong clock = new AtomicLong();
    private final List<CompletableFuture<Void>> probes = new ArrayList<>();
    private final HeldTopics held = new HeldTopics(
            topic -> {
                probes.add(new CompletableFuture<>());
                return probes.getLast();
            },
            Duration.ofSeconds(5),
            clock::get);

    @Test
    void asksOnceForEachIntervalAndNeverWaitsForTheAnswer() {
        held.hold("quotes", "missing");
        assertThat(held.looksFine("quotes")).isFalse();
        assertThat(probes).isEmpty();

        pass(5);
        held.looksFine("quotes");
        pass(20);
        assertThat(held.looksFine("quotes")).as("no answer yet").isFalse();
        probes.getFirst().completeExceptionally(new IllegalStateException("still missing"));
        assertThat(held.looksFine("quotes")).isFalse();
        held.looksFine("quotes");
        assertThat(probes).as("asked again only after the interval").hasSize(1);

        pass(5);
        held.looksFine("quotes");
        probes.getLast().complete(null);
        assertThat(held.looksFine("quotes")).isTrue();
    }

    @Test
    void asksAgainWhenATopicThatLookedFineRefusesItsRows() {
        held.takeOver(List.of("quotes"));
        held.looksFine("quotes");
        probes.getFirst().complete(null);
        assertThat(held.looksFine("quotes")).isTrue();

        held.hold("quotes", "forbidden");

        assertThat(held.looksFine("quotes")).isFalse();
        assertThat(held.failure("quotes")).contains("forbidden");
        held.free("quotes");
        assertThat(held.failure("quotes")).isEmpty();
    }

    private void pass(long seconds) {
        clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
