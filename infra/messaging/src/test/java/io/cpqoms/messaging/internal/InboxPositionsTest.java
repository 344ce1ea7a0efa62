package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@Tag("INB-12")
class InboxPositionsTest {

    private static final String GROUP = "local.consumer.v1.topic";

    /** Never connected. */
    private final InboxPositions positions = new InboxPositions(new PGSimpleDataSource());

    @Test
    void asksOnceForEachHistory() {
        positions.readsOnIn(GROUP, "00000001");
        assertThat(positions.isFirstToLeave(GROUP)).isTrue();
        assertThat(positions.isFirstToLeave(GROUP)).isFalse();

        positions.readsOnIn(GROUP, "00000002");
        assertThat(positions.isFirstToLeave(GROUP)).isTrue();
        assertThat(positions.isFirstToLeave(GROUP)).isFalse();
    }

    /** The former primary may have answered once more, or the connector refused. */
    @Test
    void asksAgainWhereTheGroupWasAssignedInTheFormerHistory() {
        positions.readsOnIn(GROUP, "00000001");
        assertThat(positions.isFirstToLeave(GROUP)).isTrue();

        positions.readsOnIn(GROUP, "00000001");
        assertThat(positions.isFirstToLeave(GROUP)).isTrue();

        positions.staysIn(GROUP);
        assertThat(positions.isFirstToLeave(GROUP)).isTrue();
    }
}
