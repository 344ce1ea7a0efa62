package io.cpqoms.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a body holds, it is refused in the house's own words, at the place where it is wrong. */
class JsonFormTest {

    private final JsonForm form = new JsonForm();

    @Test
    void takesAnObjectWithTextOfAnyScript() {
        form.check("{\"name\":\"Žluťoučký 𝄞 \\uD834\\uDD1E\",\"lines\":[{\"a\":[1,-2.5e3,true,null]},{}]}");
    }

    @ParameterizedTest
    @Tag("K3")
    @CsvSource(delimiter = '|', textBlock = """
            {"reason":"a\\u0000b"}                  | reason          | position 2 that cannot be kept (U+0000)
            {"lines":[{},{"id":"\\uD834"}]}         | lines[1].id     | half of a surrogate pair
            {"names":["x",["\\uDD1E\\uD834"]]}      | names[1][0]     | half of a surrogate pair
            {"a\\u0000":1}                          | a\uFFFD         | U+0000
            """)
    void namesTheTextThatCannotBeKept(String body, String field, String message) {
        Violation violation = violation(body);

        assertThat(violation.field()).isEqualTo(field);
        assertThat(violation.message()).contains(message);
    }

    @ParameterizedTest
    @Tag("K15")
    @CsvSource(delimiter = '|', textBlock = """
            {"lines":[{"quantity":01}]}     | lines[0].quantity
            {"lines":[{"quantity":+1}]}     | lines[0].quantity
            {"lines":[{"quantity":NaN}]}    | lines[0].quantity
            {"lines":[{},Infinity]}         | lines[1]
            {"name":'x'}                    | name
            {"name":"a	b"}             | name
            """)
    void namesTheFieldWhoseValueIsNoJsonInWordsOfItsOwn(String body, String field) {
        Problem problem = refusal(body);

        assertThat(problem.slug()).isEqualTo("malformed-json");
        assertThat(problem.violations()).extracting(Violation::field).containsExactly(field);
        assertThat(problem.detail())
                .contains("line 1, column")
                .doesNotContain("FEATURE", "ALLOW_", "java.", "Jackson", "token");
    }

    @Test
    @Tag("K15")
    void saysThatADocumentIsNotWhole() {
        assertThat(refusal("{\"a\":[1,").detail()).contains("ends too early");
        assertThat(refusal("").detail()).contains("is empty");
        assertThat(refusal("[]").detail()).contains("must be a JSON object");
        assertThat(refusal("null").detail()).contains("must be a JSON object");
        assertThat(refusal("{} {}").detail()).contains("Something follows the document");
    }

    @Test
    @Tag("K1")
    void boundsWhatIsLongDeepOrMany() {
        assertThat(violation("{\"a\":[" + repeated("null", 10_001) + "]}"))
                .isEqualTo(new Violation("a", "must have at most 10000 elements"));
        assertThat(violation("{"
                                + IntStream.range(0, 10_001)
                                        .mapToObj(i -> "\"n" + i + "\":1")
                                        .collect(Collectors.joining(","))
                                + "}")
                        .message())
                .contains("at most 10000 elements");
        assertThat(violation("{\"a\":[" + repeated("[" + repeated("0", 9_999) + "]", 30) + "]}")
                        .message())
                .contains("250000 values");
        assertThat(violation("{\"a\":\"" + "x".repeat(20_001) + "\"}").message())
                .contains("20000 characters");
        assertThat(violation("{\"a\":" + "1".repeat(41) + "}").message()).contains("40 digits");
        assertThat(violation("{\"" + "x".repeat(201) + "\":1}").message()).contains("200 characters");
        assertThat(violation("{\"a\":" + "[".repeat(30) + "]".repeat(30) + "}").message())
                .contains("30 levels");
        assertThat(violation("{\"a\":{\"b\":1,\"b\":2}}").field()).isEqualTo("a.b");
    }

    @Test
    @Tag("K1")
    void readsFiveMegabytesInSeconds() {
        String body = "{\"a\":[" + repeated("[" + repeated("\"12345678901234567890\"", 2_000) + "]", 100) + "]}";
        form.check(body);

        long begun = System.nanoTime();
        form.check(body);
        assertThat(System.nanoTime() - begun).isLessThan(5_000_000_000L);
    }

    private static String repeated(String element, int times) {
        return String.join(",", java.util.Collections.nCopies(times, element));
    }

    private Violation violation(String body) {
        return refusal(body).violations().getFirst();
    }

    private Problem refusal(String body) {
        return catchThrowableOfType(ProblemException.class, () -> form.check(body))
                .problem();
    }
}
