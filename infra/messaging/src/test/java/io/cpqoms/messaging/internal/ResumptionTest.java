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
        assertThat(start(forgotten(0, 50), Map.of(0, 80L)))
                .as("the offsets went with the former topic")
                .contains(new Start(Source.BEGINNING, 0));
        assertThat(start(committed(200), Map.of(0, 150L)))
                .as("it is shorter than what was read")
                .contains(new Start(Source.BEGINNING, 10));
    }

    @Test
    void goesOnWhereTheDatabaseIsWhenKafkaHasForgottenTheGroup() {
        assertThat(start(forgotten(10, 100), Map.of(0, 80L))).contains(new Start(Source.DATABASE, 80));
        assertThat(start(forgotten(10, 100), Map.of(0, 100L))).contains(new Start(Source.DATABASE, 100));
        assertThat(start(forgotten(10, 100), Map.of(0, 10L)))
                .as("nothing was read of it yet")
                .isEmpty();
        assertThat(start(forgotten(10, 100), Map.of(0, 5L))).contains(new Start(Source.LOST, 10));
    }

    @Test
    void saysThatRetentionTookWhatWasNotRead() {
        assertThat(start(committed(80), Map.of(0, 5L))).contains(new Start(Source.LOST, 10));
        assertThat(start(committed(80), Map.of(0, 8L)))
                .as("room for a record beside the marker")
                .contains(new Start(Source.LOST, 10));
        assertThat(start(new Partition(Optional.of(0L), 1, 100), Map.of(0, 0L)))
                .as("nothing was read, so no marker is due")
                .contains(new Start(Source.LOST, 1));
    }

    /**
     * A quiet partition that retention has emptied begins behind the marker of a former release's last transaction, which nobody reads;
     * a lost record looks the same, so neither is passed over in silence nor called lost for certain.
     */
    @Test
    void saysThatOneOffsetMayHaveBeenARecord() {
        assertThat(start(new Partition(Optional.of(9L), 10, 10), Map.of(0, 9L)))
                .contains(new Start(Source.MAYBE_LOST, 10));
        assertThat(start(new Partition(Optional.of(80L), 10, 100), Map.of(0, 9L)))
                .contains(new Start(Source.MAYBE_LOST, 10));
        assertThat(start(forgotten(10, 10), Map.of(0, 9L))).contains(new Start(Source.MAYBE_LOST, 10));
    }

    @Test
    void notesAllPartitionsOfANewGroupAndLaterOnlyWhatIsDifferent() {
        Map<Integer, Partition> topic = Map.of(0, committed(80), 1, new Partition(Optional.empty(), 7, 100));

        assertThat(new Resumption(topic, NOTHING)
                        .toSave("group", "00000001", Map.of(0, new Start(Source.KAFKA, 80)))
                        .nextOffsets())
                .isEqualTo(Map.of(0, 80L, 1, 7L));
        assertThat(new Resumption(topic, Map.of(0, 80L, 1, 9L))
                        .toSave(
                                "group",
                                "00000001",
                                Map.of(0, new Start(Source.KAFKA, 80), 1, new Start(Source.KAFKA, 8)))
                        .nextOffsets())
                .isEqualTo(Map.of(1, 8L));
    }

    private static Optional<Start> start(Partition partition, Map<Integer, Long> database) {
        return new Resumption(Map.of(0, partition), database).of(0);
    }

    private static Partition forgotten(long begin, long end) {
        return new Partition(Optional.empty(), begin, end);
    }

    private static Partition committed(long offset) {
        return new Partition(Optional.of(offset), 10, 100);
    }
}
