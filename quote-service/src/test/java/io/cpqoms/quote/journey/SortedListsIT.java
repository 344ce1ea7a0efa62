package io.cpqoms.quote.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of quotes in every order and with every filter, while others write. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("API-05")
class SortedListsIT {

    private static final int ROWS = 60;
    private static final int PAGE = 11;
    private static final Instant START = Instant.parse("2090-03-01T00:00:00Z");

    private static final List<String> SORTS =
            List.of("", "createdAt", "-createdAt", "changedAt", "-changedAt", "validUntil", "-validUntil");

    private final QuoteClient client = new QuoteClient();
    private final Rows rows = PostgresServer.rows("quote");
    private final List<Seeded> seeded = new ArrayList<>();
    private String catalog = "";

    /** A row, and what filters find it by. Three rows share each instant, so that ids decide between them. */
    private record Seeded(UUID id, int number, Instant at) {

        String state() {
            return List.of("draft", "priced", "approved", "ordered").get(number % 4);
        }

        String customer() {
            return number % 2 == 0 ? "VINET" : "HANAR";
        }

        String currency() {
            return number % 5 == 0 ? "USD" : "EUR";
        }

        @Nullable
        Integer total() {
            return state().equals("draft") ? null : number * 10;
        }

        boolean costs(int from, int to) {
            Integer total = total();
            return total != null && total >= from && total < to;
        }
    }

    @BeforeEach
    void seed() {
        catalog = client.publishedCatalog();
        for (int number = 0; number < ROWS; number++) {
            seeded.add(new Seeded(UUID.randomUUID(), number, START.plus(number / 3, ChronoUnit.HOURS)));
        }
        insert(seeded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "state=draft&state=ordered",
                "customerId=VINET",
                "externalReference=ref-7",
                "createdBy=anna",
                "createdFrom=2090-03-01T03:00:00Z&createdTo=2090-03-01T11:00:00Z",
                "changedFrom=2090-03-01T05:00:00Z",
                "validTo=2090-03-01T09:00:00Z",
                "currency=EUR&totalFrom=100.00&totalTo=400",
                "state=approved&customerId=VINET&createdFrom=2090-03-01T02:00:00Z"
            })
    void showsEachRowOnceInEveryOrderWhileOthersAreAdded(String filter) {
        List<UUID> fitting =
                seeded.stream().filter(fits(filter)).map(Seeded::id).toList();
        assertThat(fitting).as("rows that fit " + filter).isNotEmpty();
        for (String sort : SORTS) {
            List<Map<String, Object>> seen = walk(filter, sort, page -> addAround());

            List<UUID> ids = ids(seen);
            assertThat(ids).as(filter + " by " + sort).doesNotHaveDuplicates();
            assertThat(ids.stream()
                            .filter(id ->
                                    seeded.stream().anyMatch(row -> row.id().equals(id))))
                    .as(filter + " by " + sort)
                    .containsExactlyInAnyOrderElementsOf(fitting);
            assertThat(seen).as(filter + " by " + sort).isSortedAccordingTo(order(sort));
        }
    }

    /** Who follows changes in their order misses none: what changes after it was passed comes again, with its new version. */
    @Test
    void showsAChangedRowAgainToWhoFollowsChanges() {
        UUID first = seeded.getFirst().id();
        UUID last = seeded.getLast().id();

        List<Map<String, Object>> seen = walk("", "changedAt", page -> {
            if (page == 1) {
                rows.execute(
                        "update quote set version = 9, changed_at = '2091-01-01T00:00:00Z' where quote_id in (?, ?)",
                        first,
                        last);
            }
        });

        assertThat(ids(seen)).containsAll(seeded.stream().map(Seeded::id).toList());
        assertThat(seen)
                .filteredOn(item -> item.get("quoteId").equals(first.toString()))
                .extracting(item -> item.get("version"))
                .containsExactly(2, 9);
        assertThat(seen)
                .filteredOn(item -> item.get("quoteId").equals(last.toString()))
                .extracting(item -> item.get("version"))
                .containsExactly(9);
    }

    @ParameterizedTest
    @CsvSource({
        "sort=-createdAt, sort=createdAt",
        "sort=-createdAt, sort=-changedAt",
        "sort=-createdAt, limit=3",
        "fields=quoteId, sort=createdAt",
        "sort=createdAt&state=draft, sort=createdAt&state=priced",
        "createdFrom=2090-03-01T00:00:00Z, createdFrom=2090-03-01T00:00:01Z"
    })
    void refusesACursorOfAnotherOrderAndSaysSo(String began, String goesOn) {
        String cursor = get(began + "&limit=3").path("nextCursor");

        get(goesOn + "&cursor=" + cursor)
                .then()
                .statusCode(400)
                .body("violations.field", equalTo(List.of("cursor")))
                .body("detail", containsString("other filters or in another order"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sort=total|sort|must be one of createdAt, -createdAt, changedAt, -changedAt, validUntil, -validUntil",
                "sort=-|sort|must be one of",
                "state=draft&state=open|state|must be one of draft",
                "createdFrom=yesterday|createdFrom|must be an instant",
                "createdFrom=2090-03-02T00:00:00Z&createdTo=2090-03-01T00:00:00Z|createdTo|must be later",
                "totalFrom=10|currency|is needed with a total",
                "currency=EUR&totalFrom=1e9|totalFrom|must be an amount",
                "currency=euro|currency|ISO 4217",
                "sort=createdAt&sort=changedAt|sort|send it once"
            })
    void refusesWhatIsNoOrderAndNoFilter(String query, String field, String why) {
        get(query)
                .then()
                .statusCode(400)
                .body("violations.field", equalTo(List.of(field)))
                .body("detail", containsString(why));
    }

    @Test
    void listsOnlyTheMembersThatWereAskedFor() {
        Response page = get("fields=state,quoteId&limit=2");

        assertThat(page.<List<Map<String, Object>>>path("items"))
                .hasSize(2)
                .allSatisfy(item -> assertThat(item).containsOnlyKeys("quoteId", "state"));
        assertThat(page.<String>path("nextCursor")).isNotEmpty();
    }

    private interface Writer {
        void afterPage(int page);
    }

    private List<Map<String, Object>> walk(String filter, String sort, Writer writer) {
        String query = filter + (sort.isEmpty() ? "" : "&sort=" + sort) + "&limit=" + PAGE;
        List<Map<String, Object>> seen = new ArrayList<>();
        String cursor = "";
        for (int page = 1; !Objects.isNull(cursor); page++) {
            assertThat(page).as("pages").isLessThan(100);
            Response answer = get(query + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
            seen.addAll(answer.path("items"));
            cursor = answer.path("nextCursor");
            if (page < 4) {
                writer.afterPage(page);
            }
        }
        return seen;
    }

    /** One row at the beginning, one in the middle and one at the end of every order; none of them is a seeded one. */
    private void addAround() {
        insert(List.of(
                new Seeded(UUID.randomUUID(), 8, START.minus(1, ChronoUnit.DAYS)),
                new Seeded(UUID.randomUUID(), 8, START.plus(5, ChronoUnit.HOURS)),
                new Seeded(UUID.randomUUID(), 8, START.plus(9, ChronoUnit.DAYS))));
    }

    private void insert(List<Seeded> some) {
        String values = some.stream().map(this::values).collect(Collectors.joining(", "));
        rows.execute("""
                insert into quote (quote_id, tenant_id, version, revision, state, customer_id, currency, catalog_version_id,
                    external_reference, valid_until, exact_total, rounded_total, document, changed_at, created_at, created_by)
                values\s""" + values);
    }

    private String values(Seeded row) {
        return "('%s', '%s', 2, 1, '%s', '%s', '%s', '%s', 'ref-%d', '%s', %s, %s, '{}', '%s', '%s', '%s')"
                .formatted(
                        row.id(),
                        client.tenant,
                        row.state(),
                        row.customer(),
                        row.currency(),
                        catalog,
                        row.number(),
                        row.at(),
                        row.total(),
                        row.total(),
                        row.at(),
                        row.at(),
                        row.number() % 3 == 0 ? "anna" : "boris");
    }

    private static Predicate<Seeded> fits(String filter) {
        return switch (filter) {
            case "" -> row -> true;
            case "state=draft&state=ordered" ->
                row -> List.of("draft", "ordered").contains(row.state());
            case "customerId=VINET" -> row -> row.customer().equals("VINET");
            case "externalReference=ref-7" -> row -> row.number() == 7;
            case "createdBy=anna" -> row -> row.number() % 3 == 0;
            case "createdFrom=2090-03-01T03:00:00Z&createdTo=2090-03-01T11:00:00Z" ->
                row -> row.number() / 3 >= 3 && row.number() / 3 < 11;
            case "changedFrom=2090-03-01T05:00:00Z" -> row -> row.number() / 3 >= 5;
            case "validTo=2090-03-01T09:00:00Z" -> row -> row.number() / 3 < 9;
            case "currency=EUR&totalFrom=100.00&totalTo=400" ->
                row -> row.currency().equals("EUR") && row.costs(100, 400);
            case "state=approved&customerId=VINET&createdFrom=2090-03-01T02:00:00Z" ->
                row -> row.state().equals("approved") && row.customer().equals("VINET") && row.number() / 3 >= 2;
            default -> throw new IllegalArgumentException(filter);
        };
    }

    private static Comparator<Map<String, Object>> order(String sort) {
        String key = sort.isEmpty() ? "quoteId" : sort.replace("-", "");
        Comparator<Map<String, Object>> byId = Comparator.comparing(item -> (String) item.get("quoteId"));
        Comparator<Map<String, Object>> ascending = sort.isEmpty()
                ? byId
                : Comparator.<Map<String, Object>, Instant>comparing(item -> Instant.parse((String) item.get(key)))
                        .thenComparing(byId);
        return sort.isEmpty() || sort.startsWith("-") ? ascending.reversed() : ascending;
    }

    private static List<UUID> ids(List<Map<String, Object>> seen) {
        return seen.stream()
                .map(item -> UUID.fromString((String) item.get("quoteId")))
                .toList();
    }

    private Response get(String query) {
        return client.as("sales").urlEncodingEnabled(false).get("/quotes?" + query.replaceFirst("^&", ""));
    }
}
