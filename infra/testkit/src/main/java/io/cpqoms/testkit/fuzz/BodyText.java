package io.cpqoms.testkit.fuzz;

import static io.cpqoms.testkit.fuzz.Mutation.any;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Ways to break a body as a whole, and the judgement whether a text is still a body that the document allows. */
final class BodyText {

    private static final Pattern HUGE_EXPONENT = Pattern.compile("\\d[eE][+-]?\\d{4,}");
    private static final int DEEPER_THAN_ANY = 64;
    private static final ObjectMapper JSON = mapper();

    private BodyText() {}

    static List<Mutation> all() {
        return List.of(
                whole(
                        "body not an object",
                        List.of("[]", "\"x\"", "7", "null", "true", "", " ", "[{}]", "{}{}", "{},")),
                whole(
                        "body not JSON",
                        List.of(
                                "{",
                                "{\"a\"",
                                "{\"a\":}",
                                "{'a':1}",
                                "{a:1}",
                                "{\"a\":1,}",
                                "//\n{}",
                                "{}x",
                                "<a/>",
                                "a=b",
                                "\u0000")),
                new Mutation("body cut off", BodyText::cutOff),
                new Mutation("body with bytes changed", BodyText::changed),
                new Mutation("body in another encoding", BodyText::encoded),
                new Mutation("body too large", BodyText::tooLarge),
                new Mutation("body where none is due", BodyText::notDue));
    }

    /** Whether the text must be refused, and where, if it is only wrong in one place. */
    static FuzzCase judged(ValidRequest valid, String body, Optional<String> field) {
        WireRequest request = valid.request().withBody(BodyMutations.utf8(body));
        if (body.length() > valid.world().target().bodyLimit()) {
            return FuzzCase.refused(request);
        }
        if (HUGE_EXPONENT.matcher(body).find() || depth(body) > DEEPER_THAN_ANY) {
            return FuzzCase.refused(request);
        }
        JsonNode read;
        try {
            read = JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            boolean twice = String.valueOf(notJson.getMessage()).contains("Duplicate field");
            return twice && field.isPresent() ? FuzzCase.refusedAt(field.get(), request) : FuzzCase.refused(request);
        }
        boolean allowed =
                valid.world().schemas().allows(valid.operation().body().orElseThrow(), read) && isStorable(body, read);
        if (allowed) {
            return FuzzCase.tolerated(request);
        }
        return field.map(name -> FuzzCase.refusedAt(name, request)).orElseGet(() -> FuzzCase.refused(request));
    }

    /** Too deep to be read for a judgement; brackets within texts don't come in such numbers. */
    private static int depth(String body) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < body.length(); i++) {
            char one = body.charAt(i);
            depth += one == '[' || one == '{' ? 1 : one == ']' || one == '}' ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    private static boolean isStorable(String body, JsonNode read) {
        String text = read.toString();
        return !body.contains("\\u0000")
                && StandardCharsets.UTF_8.newEncoder().canEncode(text)
                && read.findParents("\u0000").isEmpty()
                && !hasLoneSurrogate(read);
    }

    private static boolean hasLoneSurrogate(JsonNode node) {
        if (node.isTextual()) {
            return !StandardCharsets.UTF_8.newEncoder().canEncode(node.textValue());
        }
        for (JsonNode within : node) {
            if (hasLoneSurrogate(within)) {
                return true;
            }
        }
        return false;
    }

    private static Mutation whole(String name, List<String> bodies) {
        return new Mutation(
                name,
                (valid, random) -> valid.json()
                        .map(json ->
                                FuzzCase.refused(valid.request().withBody(BodyMutations.utf8(any(bodies, random))))));
    }

    private static Optional<FuzzCase> cutOff(ValidRequest valid, RandomGenerator random) {
        return valid.json().map(json -> {
            String text = json.toString();
            return FuzzCase.refused(valid.request()
                    .withBody(BodyMutations.utf8(text.substring(0, random.nextInt(1, text.length())))));
        });
    }

    private static Optional<FuzzCase> changed(ValidRequest valid, RandomGenerator random) {
        return valid.json().map(json -> {
            byte[] bytes = BodyMutations.utf8(json.toString());
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            return FuzzCase.tolerated(valid.request().withBody(bytes));
        });
    }

    private static Optional<FuzzCase> encoded(ValidRequest valid, RandomGenerator random) {
        return valid.json().map(json -> {
            String text = json.toString();
            List<byte[]> encodings = new ArrayList<>(List.of(
                    text.getBytes(StandardCharsets.UTF_16),
                    text.getBytes(StandardCharsets.UTF_16LE),
                    text.getBytes(StandardCharsets.UTF_32),
                    "{\"\u00fc\":1}".getBytes(StandardCharsets.ISO_8859_1)));
            for (byte[] wrong : List.of(
                    new byte[] {(byte) 0xc0, (byte) 0x80},
                    new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                    new byte[] {(byte) 0xf8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80},
                    new byte[] {(byte) 0xff})) {
                String marked = text.replaceFirst("\":\"", "\":\"@");
                byte[] bytes = marked.replace("@", new String(wrong, StandardCharsets.ISO_8859_1))
                        .getBytes(StandardCharsets.ISO_8859_1);
                if (!marked.equals(text)) {
                    encodings.add(bytes);
                }
            }
            return FuzzCase.refused(valid.request().withBody(any(encodings, random)));
        });
    }

    private static Optional<FuzzCase> tooLarge(ValidRequest valid, RandomGenerator random) {
        int limit = valid.world().target().bodyLimit();
        return valid.json().map(json -> {
            int length = any(List.of(limit + 1, limit + limit / 2, limit * 5), random);
            byte[] bytes = BodyMutations.utf8(json.toString() + " ".repeat(length));
            WireRequest request = valid.request();
            if (random.nextBoolean()) {
                request = request.with("Transfer-Encoding", "chunked");
                bytes = BodyMutations.utf8(Integer.toHexString(bytes.length) + "\r\n"
                        + new String(bytes, StandardCharsets.UTF_8) + "\r\n0\r\n\r\n");
            }
            return new FuzzCase(
                    request.withBody(bytes),
                    new FuzzCase.Expected(true, Optional.empty(), length > limit * 4),
                    Optional.empty());
        });
    }

    private static Optional<FuzzCase> notDue(ValidRequest valid, RandomGenerator random) {
        if (valid.json().isPresent()) {
            return Optional.empty();
        }
        String type = any(List.of("application/json", "text/plain", "application/octet-stream"), random);
        WireRequest request = valid.request().with("Content-Type", type);
        return Optional.of(FuzzCase.refused(request.withBody(
                BodyMutations.utf8(any(List.of("{\"a\":1}", "[]", "x", "null", "{}{}", "{\"a\":"), random)))));
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper()
                .enable(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .build());
        return mapper;
    }
}
