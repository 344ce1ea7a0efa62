package io.cpqoms.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("K5")
class CursorsTest {

    private static final CursorSeal SEAL = new CursorSeal(new byte[32]);
    private static final Listing<UUID> QUOTES = Listing.byId("quotes", "newest first");
    private static final List<UUID> THREE =
            Stream.generate(UUID::randomUUID).limit(3).toList();

    @Test
    @Tag("API-05")
    void goesOnBehindTheLastItemOfThePage() {
        String cursor = cursorOf(QUOTES, "acme", "draft");

        assertThat(open(QUOTES, "acme", cursor, "draft").after()).contains(THREE.get(1));
    }

    @Test
    @Tag("API-05")
    void leavesTheCursorOutOnTheLastPage() {
        PageRequest<UUID> request = Cursors.request(() -> SEAL, "acme", QUOTES, new PageParameters("3", null));

        assertThat(request.page(THREE, id -> id)).isEqualTo(new Page<>(THREE, null));
    }

    @Test
    void refusesTheCursorOfAnotherList() {
        String cursor = cursorOf(Listing.byId("orders", "newest first"), "acme", "draft");

        refused(() -> open(QUOTES, "acme", cursor, "draft"), "an earlier page of this list");
    }

    @Test
    void refusesTheCursorOfAnotherOrder() {
        String cursor = cursorOf(Listing.byId("quotes", "oldest first"), "acme", "draft");

        refused(() -> open(QUOTES, "acme", cursor, "draft"), "an earlier page of this list");
    }

    @Test
    void refusesTheCursorOfAnotherTenant() {
        String cursor = cursorOf(QUOTES, "globex", "draft");

        refused(() -> open(QUOTES, "acme", cursor, "draft"), "an earlier page of this list");
    }

    @Test
    void refusesACursorOfOtherFiltersAndSaysSo() {
        String cursor = cursorOf(QUOTES, "acme", "draft", null);

        refused(() -> open(QUOTES, "acme", cursor, "draft", "VINET"), "other filters");
        refused(() -> open(QUOTES, "acme", cursor, null, "draft"), "other filters");
        refused(() -> open(QUOTES, "acme", cursor, "draft", ""), "other filters");
    }

    @Test
    void refusesTheCursorOfAnotherKey() {
        String cursor = cursorOf(QUOTES, "acme");

        refused(
                () -> Cursors.request(
                        () -> new CursorSeal(new byte[] {1}), "acme", QUOTES, new PageParameters(null, cursor)),
                "an earlier page of this list");
    }

    @Test
    void refusesACursorWithAnyBitChanged() {
        byte[] genuine = Base64.getUrlDecoder().decode(cursorOf(QUOTES, "acme"));

        IntStream.range(0, genuine.length * 8).forEach(bit -> {
            byte[] forged = genuine.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(forged);
            refused(() -> open(QUOTES, "acme", cursor), "an earlier page of this list");
        });
    }

    @ParameterizedTest
    @MethodSource("forged")
    void refusesWhatNoListEverAnswered(String cursor) {
        refused(() -> open(QUOTES, "acme", cursor), "an earlier page of this list");
    }

    static Stream<String> forged() {
        return Stream.of(
                "",
                "x",
                "nonsense!",
                "AAAA",
                "\u0000",
                "ü",
                THREE.getFirst().toString(),
                encoded("+300000-01-01T00:00:00Z\nacme:quote:1"),
                encoded("+300000-01-01T00:00:00Z|9223372036854775807"),
                encoded("[1,2,3]"),
                "A".repeat(Cursors.LONGEST),
                "A".repeat(1_000_000));
    }

    @Test
    void refusesAGenuineCursorWhosePartsAreNoPlaceAnyMore() {
        Listing<UUID> before = new Listing<>("quotes", "newest first", id -> List.of("2026"), parts -> THREE.get(0));
        String cursor = cursorOf(before, "acme");

        refused(() -> open(QUOTES, "acme", cursor), "an earlier page of this list");
    }

    @Test
    void keepsEveryCharacterOfAPlace() {
        Listing<List<String>> odd = new Listing<>("odd", "by name", place -> place, parts -> parts);
        List<String> place = List.of("", "a\nb|c#d\u0000", Instant.MAX.toString(), "Łukasz 🙂");
        PageRequest<List<String>> first = Cursors.request(() -> SEAL, "acme", odd, new PageParameters("1", null));

        String cursor = first.page(List.of(place, place), it -> it).nextCursor();

        assertThat(open(odd, "acme", cursor).after()).contains(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "", "abc", "1.5", "1e2", "99999999999", "٣", "+5", " 5"})
    @Tag("K4")
    void refusesALimitThatIsNone(String limit) {
        refused(
                () -> Cursors.request(() -> SEAL, "acme", QUOTES, new PageParameters(limit, null)),
                "limit: must be a whole number from 1 to 200");
    }

    @Test
    void takesFiftyWhereNobodySays() {
        assertThat(open(QUOTES, "acme", null).limit()).isEqualTo(50);
        assertThat(Limit.parse("200")).isEqualTo(new Limit(Limit.MOST));
    }

    private static String cursorOf(Listing<UUID> listing, String tenant, @Nullable Object... filters) {
        PageRequest<UUID> request =
                Cursors.request(() -> SEAL, tenant, listing, new PageParameters("2", null), filters);
        return String.valueOf(request.page(THREE, id -> id).nextCursor());
    }

    private static <K> PageRequest<K> open(
            Listing<K> listing, String tenant, @Nullable String cursor, @Nullable Object... filters) {
        return Cursors.request(() -> SEAL, tenant, listing, new PageParameters(null, cursor), filters);
    }

    private static void refused(Runnable opening, String why) {
        assertThatThrownBy(opening::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().status()).isEqualTo(400))
                .hasMessageContaining(why);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
