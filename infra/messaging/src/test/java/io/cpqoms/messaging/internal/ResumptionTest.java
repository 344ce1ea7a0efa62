package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.messaging.internal.Resumption.Partition;
import io.cpqoms.messaging.internal.Resumption.Source;
import io.cpqoms.messaging.internal.Resumption.Start;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M9")
class ResumptionTest {

    private static final Map<Integer, Long> NOTHING = Map.of();

    @Test
    void goesOnFromTheSmallerOfTheTwo() {
        assertThat(start(committed(80), Map.of(0, 30L))).contains(new Start(Source.DATABASE, 30));
        assertThat(start(committed(30), Map.of(0, 80L))).contains(new Start(Source.KAFKA, 30));
        assertThat(start(committed(80), Map.of(0, 80L))).contains(new Start(Source.KAFKA, 80));
    }

    @Test
    void takesKafkasWordWhileTheDatabaseHasNoPositionOfTheGroup() {
        assertThat(start(committed(80), NOTHING)).contains(new Start(Source.KAFKA, 80));
        assertThat(start(new Partition(Optional.empty(), 0, 100), NOTHING)).isEmpty();
    }

    @Test
    void readsAllOfAPartitionThatOnlyKafkaKnows() {
        assertThat(start(committed(80), Map.of(1, 30L))).contains(new Start(Source.BEGINNING, 10));
    }

    @Test
    void readsAllOfATopicThatHasTakenTheNameOfAnother() {
        assertThat(start(new Partition(Optional.empty(), 0, 500), Map.of(0, 80L)))
                .as("the offsets went with the former topic")
                .contains(new Start(Source.BEGINNING, 0));
        assertThat(start(committed(200), Map.of(0, 150L)))
                .as("it is shorter than what was read")
                .contains(new Start(Source.BEGINNING, 10));
    }

    @Test
    void saysThatRetentionTookWhatWasNotRead() {
        assertThat(start(committed(80), Map.of(0, 5L))).contains(new Start(Source.LOST, 10));
    }

    @Test
    void notesAllPartitionsOfANewGroupAndLaterOnlyWhatIsDifferent() {
        Map<Integer, Partition> topic = Map.of(0, committed(80), 1, new Partition(Optional.empty(), 7, 100));

        assertThat(new Resumption(topic, NOTHING)
                        .toSave("group", Map.of(0, new Start(Source.KAFKA, 80)))
                        .nextOffsets())
                .isEqualTo(Map.of(0, 80L, 1, 7L));
        assertThat(new Resumption(topic, Map.of(0, 80L, 1, 9L))
                        .toSave("group", Map.of(0, new Start(Source.KAFKA, 80), 1, new Start(Source.KAFKA, 8)))
                        .nextOffsets())
                .isEqualTo(Map.of(1, 8L));
    }

    private static Optional<Start> start(Partition partition, Map<Integer, Long> database) {
        return new Resumption(Map.of(0, partition), database).of(0);
    }

    private static Partition committed(long offset) {
        return new Partition(Optional.of(offset), 10, 100);
    }
}
