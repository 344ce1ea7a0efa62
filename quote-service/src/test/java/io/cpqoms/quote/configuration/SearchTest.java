package io.cpqoms.quote.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.quote.configuration.Condition.Compared;
import io.cpqoms.quote.configuration.Condition.Comparison;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A search ends when its effort is spent, wherever it is. */
@Tag("DOM-02")
class SearchTest {

    /** Six attributes of a hundred values each, which must all be one value and all be another. */
    @Test
    void nothingMoreIsLookedAtOnceTheEffortIsSpent() {
        ProductConfiguration impossible = new ProductConfiguration(
                IntStream.range(0, 6).mapToObj(SearchTest::attribute).toList(),
                List.of(),
                List.of(all("v1"), all("v2")));
        Completion completion = Completion.of(impossible, Configuration.NOTHING);
        Effort effort = new Effort(50_000);

        assertThat(new LevelAnswer(completion, "", product -> Optional.empty()).repaired(effort))
                .isEmpty();

        assertThat(effort.isOver()).isTrue();
        assertThat(effort.left()).isGreaterThan(-200);
    }

    private static Attribute attribute(int number) {
        return new Attribute(
                "a" + number,
                "Attribute " + number,
                new Domain.Choice(
                        IntStream.range(0, 100).mapToObj(value -> "v" + value).toList()),
                Optional.empty(),
                Optional.of("v0"),
                true);
    }

    private static Rule all(String value) {
        return new Rule(
                value,
                "All are " + value + ".",
                Rule.Kind.CONSTRAINT,
                Condition.ALWAYS,
                new Condition.All(IntStream.range(0, 6)
                        .<Condition>mapToObj(number -> new Compared("a" + number, Comparison.IS, value))
                        .toList()));
    }
}
