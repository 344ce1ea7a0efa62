package io.cpqoms.testkit.fuzz;

import static io.cpqoms.testkit.fuzz.Mutation.any;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Lists as long as they may be in a body as long as it may be, in which nothing is right: who notes every mistake notes hundreds of
 * thousands.
 */
final class WrongLists {

    static final Mutation MUTATION = new Mutation("list with nothing right in it", WrongLists::one);

    private static final int UNBOUNDED = 1_000_000;
    private static final String NOTHING = "{}";

    private WrongLists() {}

    private static Optional<FuzzCase> one(ValidRequest valid, RandomGenerator random) {
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
        int length = valid.world().target().bodyLimit() * 9 / 10;
        String body = list.replacedIn(valid.json().get(), filled(list.schema(), length));
        return Optional.of(FuzzCase.refused(valid.request().withBody(BodyMutations.utf8(body))));
    }

    /** The list with so many bytes: of what has lists in it, as many as there may be and full of nothing themselves. */
    private static String filled(JsonNode list, int length) {
        int most = list.path("maxItems").asInt(UNBOUNDED);
        Optional<Map.Entry<String, JsonNode>> within = list.path("items").path("properties").properties().stream()
                .filter(property -> isListOfObjects(property.getValue()))
                .findFirst();
        int count = Math.min(most, length / (within.isPresent() ? 1_000 : NOTHING.length() + 1));
        String element = within.map(property -> "{\"" + property.getKey() + "\":"
                        + filled(
                                property.getValue(),
                                length / count - property.getKey().length() - 10) + "}")
                .orElse(NOTHING);
        return "[" + String.join(",", Collections.nCopies(count, element)) + "]";
    }

    private static boolean isListOfObjects(JsonNode schema) {
        return Schemas.type(schema).equals("array")
                && schema.path("items").path("properties").size() > 0;
    }
}
