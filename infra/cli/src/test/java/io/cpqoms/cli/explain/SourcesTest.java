package io.cpqoms.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.cli.explain.Facts.Absent;
import io.cpqoms.cli.explain.Facts.Cut;
import io.cpqoms.cli.explain.Facts.Places;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is not known is not taken for what is not there. */
@Tag("OPS-04")
class SourcesTest {

    private static final String QUOTE = """
            {"state": "priced", "version": 2, "changedAt": "2026-11-30T11:56:00Z"}""";

    @Test
    void asksOnAfterOneQuestionWithoutAnAnswerAndNotAfterTwo() {
        Answers answers = new Answers()
                .says("quote-service", "/quotes/", QUOTE)
                .isSilent("quote-service", "/slow")
                .isSilent("order-service", "/");
        Sources sources = answers.sources();

        sources.ask("quote-service", "/slow");
        assertThat(sources.ask("quote-service", "/quotes/1")).isPresent();
        sources.ask("order-service", "/a");
        sources.ask("order-service", "/b");
        sources.ask("order-service", "/c");

        assertThat(answers.asked())
                .containsExactly("quote-service/slow", "quote-service/quotes/1", "order-service/a", "order-service/b");
        assertThat(sources.absent())
                .containsExactly(
                        new Absent("quote-service", Optional.of("/slow"), "no answer"),
                        new Absent("order-service", Optional.empty(), "no answer"));
    }

    @Test
    void saysThatAListGoesOnBehindWhatWasRead() {
        Answers answers =
                new Answers().says("quote-service", "/quotes/", QUOTE).says("audit-service", "/timelines/", """
                        {"items": [{"aggregateId": "q-1", "aggregateVersion": 1, "summary": "made", "occurredAt": "2026-11-30T11:50:00Z"}],
                         "nextCursor": "on"}""");

        Facts facts = collected(answers);

        assertThat(facts.aggregates().getFirst().trail().whole()).isFalse();
        assertThat(facts.cut()).containsExactly(new Cut("audit-service", "/timelines/quote/q-1?limit=200", 10));
        assertThat(Rules.judge(facts).cause()).isNotEqualTo("audit-behind");
    }

    @Test
    void takesAnOutboxThatNobodyToldOfForNotKnown() {
        Answers answers =
                new Answers().says("quote-service", "/quotes/", QUOTE).isSilent("quote-service", "/ops/aggregates/");

        Facts facts = collected(answers);

        assertThat(facts.aggregates().getFirst().outbox().known()).isFalse();
        assertThat(facts.absent())
                .extracting(Absent::question)
                .containsExactly(Optional.of("/ops/aggregates/quote/q-1"));
        assertThat(facts.isDriving("quote-service")).as("its owner").isTrue();
    }

    private static Facts collected(Answers answers) {
        URI anywhere = URI.create("http://127.0.0.1:1");
        return new Collector(
                        answers.sources(),
                        "acme",
                        new Places(anywhere, anywhere, anywhere),
                        Clock.fixed(Scene.NOW, ZoneOffset.UTC))
                .collect("q-1", new Subject(Subject.QUOTE, "q-1"));
    }
}
