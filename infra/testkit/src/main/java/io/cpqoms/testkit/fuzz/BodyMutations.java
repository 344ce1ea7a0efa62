package io.cpqoms.testkit.fuzz;

import static io.cpqoms.testkit.fuzz.Mutation.any;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Ways to break one member of a body. */
final class BodyMutations {

    private static final int MANY = 3_000;

    private BodyMutations() {}

    static List<Mutation> all() {
        return List.of(
                members("member missing", Member::required, (member, body) -> List.of(member.missingIn(body))),
                values(
                        "member null",
                        member -> member.required() || member.isElement(),
                        (member, value) -> List.of("null")),
                values("member of another type", member -> true, (member, value) -> MemberValues.ofAnotherType(member)),
                values("member at its edge", member -> true, MemberValues::edges),
                values("member an odd number", member -> true, (member, value) -> MemberValues.NUMBERS),
                values("member an odd text", member -> true, (member, value) -> MemberValues.TEXTS),
                values(
                        "member an odd instant",
                        member -> member.schema().path("format").asText().equals("date-time"),
                        (member, value) -> MemberValues.INSTANTS),
                values("member deep", member -> true, (member, value) -> MemberValues.deepOnes()),
                values("member long", member -> true, (member, value) -> MemberValues.longOnes(value)),
                new Mutation("member unknown", BodyMutations::unknown),
                new Mutation("member twice", BodyMutations::twice),
                new Mutation("members without end", BodyMutations::many));
    }

    private static Mutation values(
            String name, Predicate<Member> which, BiFunction<Member, JsonNode, List<String>> values) {
        return members(
                name,
                which,
                (member, body) -> values.apply(member, body.at(member.pointer())).stream()
                        .map(raw -> member.replacedIn(body, raw))
                        .toList());
    }

    private static Mutation members(
            String name, Predicate<Member> which, BiFunction<Member, ObjectNode, List<String>> bodies) {
        return new Mutation(
                name,
                (valid, random) -> member(valid, which, random).flatMap(member -> {
                    List<String> texts = bodies.apply(member, body(valid));
                    return texts.isEmpty()
                            ? Optional.empty()
                            : Optional.of(BodyText.judged(valid, any(texts, random), Optional.of(member.field())));
                }));
    }

    private static Optional<FuzzCase> unknown(ValidRequest valid, RandomGenerator random) {
        return member(valid, member -> !member.isElement(), random).map(member -> {
            String name = any(List.of("unknown", "__proto__", "class", "@type", "$ref", "Ünbekannt", "id "), random);
            String value = any(List.of("1", "null", "\"x\"", "{}", "[[[]]]", "{\"a\":{\"b\":[]}}"), random);
            String body = member.followedIn(body(valid), "\"" + name + "\":" + value);
            return BodyText.judged(valid, body, Optional.of(member.beside(name)));
        });
    }

    private static Optional<FuzzCase> twice(ValidRequest valid, RandomGenerator random) {
        return member(valid, member -> !member.isElement(), random).map(member -> {
            JsonNode value = body(valid).at(member.pointer());
            String name = any(
                    List.of(
                            member.name(),
                            "\\u%04x".formatted((int) member.name().charAt(0))
                                    + member.name().substring(1)),
                    random);
            String body = member.followedIn(body(valid), "\"" + name + "\":" + value);
            return BodyText.judged(valid, body, Optional.of(member.field()));
        });
    }

    private static Optional<FuzzCase> many(ValidRequest valid, RandomGenerator random) {
        return member(valid, member -> !member.isElement(), random).map(member -> {
            StringBuilder members = new StringBuilder("\"a\":1");
            for (int i = 0; i < MANY; i++) {
                members.append(",\"a").append(i).append("\":1");
            }
            return BodyText.judged(valid, member.followedIn(body(valid), members.toString()), Optional.empty());
        });
    }

    private static Optional<Member> member(ValidRequest valid, Predicate<Member> which, RandomGenerator random) {
        if (valid.json().isEmpty() || valid.operation().body().isEmpty()) {
            return Optional.empty();
        }
        List<Member> members = Member.in(valid.operation().body().get(), body(valid)).stream()
                .filter(which)
                .toList();
        return members.isEmpty() ? Optional.empty() : Optional.of(any(members, random));
    }

    private static ObjectNode body(ValidRequest valid) {
        return valid.json().orElseThrow();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
