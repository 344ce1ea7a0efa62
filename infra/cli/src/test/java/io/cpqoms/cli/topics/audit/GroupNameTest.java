package io.cpqoms.cli.topics.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Group ids are read as the messaging library derives them, and in no other way. */
@Tag("INB-10")
class GroupNameTest {
    private static final Set<String> SERVICES = Set.of("order-service", "audit-service");
    private static final String QUOTES = "cpq.quote.events.v1";

    @Test
    void readsWhatTheLibraryDerives() {
        assertThat(GroupName.parse("prod.order-service.acceptances.v12.cpq.quote.events.v1", SERVICES))
                .contains(new GroupName("prod", "order-service", "order-service.acceptances", 12, QUOTES));
        assertThat(GroupName.parse("local.audit-service.v1.cpq.quote.events.v1", SERVICES))
                .contains(new GroupName("local", "audit-service", "audit-service", 1, QUOTES));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "crm-sync",
                "order-service.quote-events",
                "order-service.v1.cpq.quote.events.v1",
                "local.order-service.acceptances.cpq.quote.events.v1",
                "local.order-service.acceptances.v0.cpq.quote.events.v1",
                "local.order-servicex.v1.cpq.quote.events.v1",
                "local.crm-service.v1.cpq.quote.events.v1",
                "local.order-service.v1",
                "local.order-service.v1.cpq.quote.events",
                "x.local.order-service.v1.cpq.quote.events.v1"
            })
    void readsNothingElse(String id) {
        assertThat(GroupName.parse(id, SERVICES)).isEmpty();
    }

    @Test
    void knowsReplaysByTheirPlaceInTheId() {
        assertThat(GroupName.isReplay("local.replay.r1", SERVICES)).isTrue();
        assertThat(GroupName.isReplay("local.audit-service.replay.r1", SERVICES))
                .isTrue();
        assertThat(GroupName.isReplay("local.crm-service.replay.r1", SERVICES)).isFalse();
        assertThat(GroupName.isReplay("replay", SERVICES)).isFalse();
        assertThat(GroupName.isReplay("local.audit-service.replays.v1.cpq.quote.events.v1", SERVICES))
                .isFalse();
    }

    @Test
    void comparesVersionsOfTheSameReaderOnly() {
        GroupName two = new GroupName("prod", "audit-service", "audit-service", 2, QUOTES);

        assertThat(two.succeeds(new GroupName("prod", "audit-service", "audit-service", 1, QUOTES)))
                .isTrue();
        assertThat(two.succeeds(two)).isFalse();
        assertThat(two.succeeds(new GroupName("test", "audit-service", "audit-service", 1, QUOTES)))
                .isFalse();
        assertThat(two.succeeds(new GroupName("prod", "audit-service", "audit-service.proofs", 1, QUOTES)))
                .isFalse();
        assertThat(two.succeeds(new GroupName("prod", "audit-service", "audit-service", 1, "cpq.order.events.v1")))
                .isFalse();
    }
}
