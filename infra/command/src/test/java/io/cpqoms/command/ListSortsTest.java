package io.cpqoms.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.values.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("API-05")
class ListSortsTest {

    private static final ListSorts<Instant> SORTS =
            new ListSorts<>("quoteId", List.of(new ListSorts.Key<>("changedAt", "updatedAt", at -> at)));

    private static final UUID ID = new UUID(0, 7);
    private static final Instant AT = Instant.parse("2026-11-30T06:00:00.123456Z");

    @Test
    void goesOnBehindInstantAndIdInTheDirectionOfTheOrder() {
        assertThat(question("changedAt"))
                .isEqualTo("tenantId = :tenantId and (updatedAt, quoteId) > (:afterInstant, :afterId)"
                        + " order by updatedAt, quoteId");
        assertThat(question("-changedAt"))
                .isEqualTo("tenantId = :tenantId and (updatedAt, quoteId) < (:afterInstant, :afterId)"
                        + " order by updatedAt desc, quoteId desc");
        assertThat(question(null)).isEqualTo("tenantId = :tenantId and quoteId < :afterId order by quoteId desc");
    }

    @Test
    void keepsAPlaceInACursorToTheMicrosecond() {
        Listing<ListPlace> listing = ListPlace.listing("quotes");
        ListPlace place = SORTS.of("changedAt").place(AT, at -> ID);

        assertThat(listing.place().apply(listing.parts().apply(place))).isEqualTo(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "+changedAt", "--changedAt", "updatedAt", "changedAt,createdAt", "changedAt desc"})
    void refusesEveryOtherOrder(String asked) {
        assertThatThrownBy(() -> SORTS.of(asked)).hasMessageContaining("must be one of changedAt, -changedAt");
    }

    private static String question(@Nullable String asked) {
        ListSort<Instant> sort = SORTS.of(asked);
        return Narrowing.to(new TenantId("acme"))
                .sorted(sort, Optional.of(sort.place(AT, at -> ID)))
                .query();
    }
}
