package io.cpqoms.testkit.fuzz;

import static io.cpqoms.testkit.fuzz.Mutation.any;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Lists as long as they may be, or as the body may be, in which nothing is right: who notes every mistake notes hundreds of
 * thousands.
 */
final class WrongLists {

    /** The longest are refused for their number of values before anybody looks for rules, shorter ones are not. */
    static final List<Mutation> MUTATIONS = Stream.of(1, 2, 4)
            .map(part -> new Mutation(
                    "list with nothing right in it, 1/" + part + " of a body",
                    (valid, random) -> one(valid, random, part)))
            .toList();

    private static final int UNBOUNDED = 1_000_000;
    /** Bytes left to an element that has a list in it. */
    private static final int ROOM_OF_A_PARENT = 100;

    private WrongLists() {}

    private static Optional<FuzzCase> one(ValidRequest valid, RandomGenerator random, int part) {
        if (valid.json().isEmpty() || valid.operation().body().isEmpty()) {
            return Optional.empty();
        }
        List<Member> lists = Member.in(
                        valid.operation().body().get(), valid.json().get())
                .stream()
                .filter(member -> isListOfObjects(member.schema()))
                .toList();
        if (lists.isEmpty()) {
            return Optional.empty();
        }
        Member list = any(lists, random);
        int length = valid.world().target().bodyLimit() * 9 / 10 / part;
        String body = list.replacedIn(valid.json().get(), filled(list.schema(), length));
        return Optional.of(FuzzCase.refused(valid.request().withBody(BodyMutations.utf8(body))));
    }

    /** The list with so many bytes: as many elements as there may be, and what has a list in it is filled in turn. */
    private static String filled(JsonNode list, int length) {
        JsonNode element = list.path("items");
        int most = list.path("maxItems").asInt(UNBOUNDED);
        if (!Schemas.type(element).equals("object")) {
            return listOf(Math.min(most, length / 3), "\"\"");
        }
        Optional<Map.Entry<String, JsonNode>> within = element.path("properties").properties().stream()
                .filter(property -> Schemas.type(property.getValue()).equals("array"))
                .max(Comparator.comparing(property -> isListOfObjects(property.getValue())));
        List<String> members = new ArrayList<>(readable(element));
        int count = Math.min(
                most,
                length
                        / (within.isPresent()
                                ? ROOM_OF_A_PARENT
                                : String.join(",", members).length() + 3));
        within.ifPresent(property -> {
            int room = length / count
                    - String.join(",", members).length()
                    - property.getKey().length()
                    - 10;
            members.add("\"" + property.getKey() + "\":" + filled(property.getValue(), Math.max(room, 0)));
        });
        return listOf(count, "{" + String.join(",", members) + "}");
    }

    /** What has to be right, or the body is refused at the first element before anybody looks for rules. */
    private static List<String> readable(JsonNode element) {
        return element.path("properties").properties().stream()
                .filter(property -> Schemas.type(property.getValue()).equals("boolean"))
                .map(property -> "\"" + property.getKey() + "\":false")
                .toList();
    }

    private static String listOf(int count, String element) {
        return "[" + String.join(",", Collections.nCopies(count, element)) + "]";
    }

    private static boolean isListOfObjects(JsonNode schema) {
        return Schemas.type(schema).equals("array")
                && schema.path("items").path("properties").size() > 0;
    }
}
