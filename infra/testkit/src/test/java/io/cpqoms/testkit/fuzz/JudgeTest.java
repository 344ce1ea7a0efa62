package io.cpqoms.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.testkit.answers.PromisedAnswers;
import io.cpqoms.testkit.fuzz.WireRequest.Header;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each thing that an answer may do wrong is found, and a right one is left alone. */
@Tag("SEC-04")
class JudgeTest {

    private static final String PROBLEM = """
            {"type":"urn:cpq:problem:invalid-input","title":"Invalid input","status":400,"detail":"%s","instance":"/things",
             "correlationId":"0198c0de-0000-7000-8000-000000000101","violations":[{"field":"%s","message":"is wrong"}]}""";
    private static final WireRequest REQUEST = new WireRequest("POST", "/unknown", List.of(), new byte[0]);
    private static final FuzzCase WRONG_AT_NAME = FuzzCase.refusedAt("name", REQUEST);

    @TempDir
    Path directory;

    @Test
    void leavesARefusalAloneThatNamesTheMemberOrWhatIsInIt() throws IOException {
        assertThat(faults(WRONG_AT_NAME, refusal("wrong", "name"))).isEmpty();
        assertThat(faults(WRONG_AT_NAME, refusal("wrong", "name.first"))).isEmpty();
    }

    @Test
    void findsWhatFails() throws IOException {
        assertThat(faults(FuzzCase.tolerated(REQUEST), answer(500, PROBLEM, 1))).contains("failed");
    }

    @Test
    void findsWhatIsTakenAndMustBeRefused() throws IOException {
        assertThat(faults(WRONG_AT_NAME, answer(200, "{}", 1))).contains("took what it must refuse");
    }

    @Test
    void findsARefusalThatNamesAnotherMember() throws IOException {
        assertThat(faults(WRONG_AT_NAME, refusal("wrong", "names"))).containsExactly("does not name name");
    }

    @Test
    void findsARefusalThatIsNoProblem() throws IOException {
        WireAnswer bare = new WireAnswer(400, List.of(), "", Duration.ZERO);

        assertThat(faults(FuzzCase.tolerated(REQUEST), bare)).containsExactly("refused without a problem: ''");
        assertThat(faults(FuzzCase.bare(REQUEST), bare)).isEmpty();
    }

    @Test
    void findsALateAnswerAndNone() throws IOException {
        assertThat(faults(FuzzCase.tolerated(REQUEST), answer(200, "{}", 2_001)))
                .containsExactly("answered after 2001 ms");
        assertThat(faults(FuzzCase.tolerated(REQUEST), answer(WireAnswer.SILENT, "", 15_000)))
                .containsExactly("no answer");
    }

    @Test
    void findsSilenceAlsoWhereHttpItselfIsBroken() throws IOException {
        assertThat(faults(FuzzCase.bare(REQUEST), answer(WireAnswer.SILENT, "", 15_000)))
                .containsExactly("no answer");
        assertThat(faults(FuzzCase.bare(REQUEST), answer(WireAnswer.CLOSED, "", 1)))
                .isEmpty();
    }

    @Test
    void findsAServerThatGoesOverToAnotherProtocol() throws IOException {
        assertThat(faults(FuzzCase.tolerated(REQUEST), answer(WireAnswer.SWITCHED, "", 1)))
                .containsExactly("speaks another protocol when asked to");
    }

    @Test
    void findsWhatTellsOfTheInsideOrOfAnotherTenant() throws IOException {
        assertThat(faults(WRONG_AT_NAME, refusal("java.lang.String can't be read", "name")))
                .containsExactly("tells of its inside");
        assertThat(faults(FuzzCase.tolerated(REQUEST), answer(200, "{\"id\":\"theirs\"}", 1)))
                .containsExactly("tells of another tenant's theirs");
    }

    @Test
    void comparesAForeignIdWithAnUnknownOneButForTheIds() throws IOException {
        WireRequest foreign = REQUEST.withTarget("/things/foreign-thing");
        FuzzCase one = FuzzCase.like(foreign, REQUEST.withTarget("/things/unknown-thing"));
        WireAnswer unknown = answer(404, "no unknown-thing", 1);

        assertThat(judge().differences(one, answer(404, "no foreign-thing", 1), unknown))
                .isEmpty();
        assertThat(judge().differences(one, answer(403, "no foreign-thing", 1), unknown))
                .hasSize(1);
        assertThat(judge().differences(one, answer(404, "not yours: foreign-thing", 1), unknown))
                .hasSize(1);
    }

    private List<String> faults(FuzzCase one, WireAnswer answer) throws IOException {
        return judge().faults(one, answer);
    }

    private Judge judge() throws IOException {
        Path document = directory.resolve("openapi.yaml");
        Files.writeString(document, "openapi: 3.1.0\ncomponents: {schemas: {}}\npaths: {}\n");
        return new Judge(List.of(PromisedAnswers.of(document)), List.of("theirs"));
    }

    private static WireAnswer refusal(String detail, String field) {
        return answer(400, PROBLEM.formatted(detail, field), 1);
    }

    private static WireAnswer answer(int status, String body, long millis) {
        String type = status >= 400 ? "application/problem+json" : "application/json";
        return new WireAnswer(status, List.of(new Header("Content-Type", type)), body, Duration.ofMillis(millis));
    }
}
