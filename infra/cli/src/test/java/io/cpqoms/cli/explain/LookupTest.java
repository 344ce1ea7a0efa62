package io.cpqoms.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.explain.Facts.Absent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an id is taken for. */
@Tag("OPS-04")
class LookupTest {

    private static final String ID = "0198c0de-0000-7000-8000-00000000000a";

    /** Otherwise the owner, whose ids are no text, knows it, and everybody who goes by its key does not. */
    @Test
    void asksForAnIdInTheWayInWhichItIsKept() {
        Answers answers = new Answers().says("order-service", "/orders/", "{}");

        assertThat(new Lookup(answers.sources()).find(ID.toUpperCase(Locale.ROOT)))
                .containsExactly(new Subject(Subject.ORDER, ID));
        assertThat(answers.asked()).containsExactly("quote-service/quotes/" + ID, "order-service/orders/" + ID);
    }

    @Test
    void takesOfAConversationWhatCanBeExplained() {
        Answers answers = new Answers().says("audit-service", "/facts/subjects", """
                {"items": [{"aggregateType": "catalog", "aggregateId": "3"}, {"aggregateType": "quote", "aggregateId": "q-1"}]}""");

        assertThat(new Lookup(answers.sources()).find(ID)).containsExactly(new Subject(Subject.QUOTE, "q-1"));
    }

    @Test
    void saysThatTheOwnerHasNotWhatTheTrailKnows() {
        Subject quote = new Subject(Subject.QUOTE, "q-1");

        assertThat(ExplainCommand.gone(ID, quote, List.of()))
                .hasMessageContaining(ID + " leads to quote q-1, which quote-service does not have")
                .extracting(failure -> failure.exitCode())
                .isEqualTo(ExitCodes.FAILED);
        assertThat(ExplainCommand.gone(
                        ID, quote, List.of(new Absent("quote-service", Optional.empty(), "connection refused"))))
                .hasMessageContaining("connection refused")
                .extracting(failure -> failure.exitCode())
                .isEqualTo(ExitCodes.ENVIRONMENT);
    }

    @Test
    void saysThatItLookedAmongTheFirstOnly() {
        Answers answers = new Answers().says("workflow-bridge", "/tasks", """
                        {"items": [{"taskId": "another"}], "nextCursor": "on"}""");
        Lookup lookup = new Lookup(answers.sources());

        assertThat(lookup.find(ID)).isEmpty();
        assertThat(lookup.looked()).contains("the first 10 open tasks", "open fallouts");
    }
}
