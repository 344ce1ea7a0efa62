package io.cpqoms.quote.configuration;

import static io.cpqoms.quote.configuration.Lines.bandwidth;
import static io.cpqoms.quote.configuration.Lines.chosen;
import static io.cpqoms.quote.configuration.Lines.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.quote.configuration.Answer.Breach;
import io.cpqoms.quote.configuration.Configuration.By;
import io.cpqoms.quote.configuration.Configuration.Part;
import io.cpqoms.quote.configuration.Configuration.Value;
import io.cpqoms.values.ProductId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An internet line is put together. */
@Tag("DOM-02")
class ConfiguratorTest {

    private final Configurator configurator = new Configurator(Lines.parts());

    @Test
    void whoChoosesNothingGetsWhatIsUsual() {
        Answer answer = answer(List.of());

        assertThat(answer.isValid()).isTrue();
        assertThat(said(answer.completed())).containsExactly("bandwidth 100 default", "1 router-basic default");
    }

    @Test
    void aChoiceOfOnesOwnTakesThePlaceOfTheDefaultAndBringsWhatItImplies() {
        Answer answer = answer(List.of(), chosen("router", "router-pro", 1), chosen("extras", "phone", 2));

        assertThat(answer.isValid()).isTrue();
        assertThat(said(answer.completed()))
                .containsExactly(
                        "bandwidth 100 default",
                        "1 router-pro user",
                        "2 phone user",
                        "1 adapter rule phoneBringsAdapter");
    }

    @Test
    void aBrokenRuleIsNamedWithItsSentenceAndTheSmallestChange() {
        Answer answer = answer(List.of(bandwidth("1000")));

        assertThat(answer.breaches())
                .containsExactly(new Breach(
                        "rules.gigabitNeedsPro",
                        Optional.of("gigabitNeedsPro"),
                        "A gigabit line needs the professional router."));
        // Another router would be two changes.
        assertThat(answer.repair().orElseThrow().words()).isEqualTo("set Bandwidth to 999 Mbit/s");
        assertThat(answer.repair().orElseThrow().proven()).isTrue();
    }

    @Test
    void ofTwoRepairsOfOneSizeTheCheaperIsTold() {
        Answer answer = answer(List.of(), chosen("extras", "phone", 1), chosen("extras", "filter", 1));

        // Either is one change; the telephone costs more.
        assertThat(answer.repair().orElseThrow().words()).isEqualTo("leave out phone");
    }

    /** One of two must be chosen; the one without a price would be compared as if it were free. */
    @Test
    void whatCannotBeQuotedIsProposedToNobody() {
        ProductConfiguration either = new ProductConfiguration(
                List.of(),
                List.of(new OptionGroup("g", "Group", 1, 1, List.of(Lines.option("old", 0), Lines.option("phone", 0)))),
                List.of());
        Parts known = Lines.parts();
        Parts parts = new Parts() {
            @Override
            public Optional<Known> part(ProductId product) {
                return known.part(product);
            }

            @Override
            public boolean isQuotable(ProductId product) {
                return !product.value().equals("old");
            }
        };

        assertThat(new Configurator(parts)
                        .answer(either, Configuration.NOTHING)
                        .repair()
                        .orElseThrow()
                        .words())
                .isEqualTo("choose 1 × phone");
    }

    @Test
    void whatCannotBeIsSaidWithoutARule() {
        Answer answer =
                answer(List.of(bandwidth("7")), chosen("router", "router-basic", 3), chosen("router", "router-pro", 1));

        assertThat(answer.breaches())
                .extracting(Breach::sentence)
                .containsExactly(
                        "There can be 1 to 2 of router-basic, not 3.",
                        "Router: exactly 1 must be chosen, not 2.",
                        "Bandwidth must be a whole number from 50 to 2000.");
        assertThat(configurator
                        .answer(line(), answer.repair().orElseThrow().choices())
                        .isValid())
                .isTrue();
    }

    @Test
    void rulesThatDidNotApplyAreTold() {
        assertThat(answer(List.of(bandwidth("1000")), chosen("router", "router-pro", 1))
                        .notApplied())
                .extracting(Answer.NotApplied::rule)
                .containsExactly("phoneBringsAdapter", "noPhoneWithFilter");
    }

    @Test
    void whatIsDeclinedIsNotBroughtByARule() {
        Answer answer = answer(List.of(), chosen("extras", "phone", 1), chosen("extras", "adapter", 0));

        assertThat(answer.breaches()).extracting(Breach::rule).containsExactly(Optional.of("phoneBringsAdapter"));
    }

    @Test
    void takingAChoiceBackTakesBackWhatItBroughtAndNothingElse() {
        Configuration full =
                answer(List.of(bandwidth("200")), chosen("extras", "phone", 1)).completed();

        Configuration left = configurator.complete(
                line(),
                new Configuration(
                        full.attributes(),
                        full.options().stream()
                                .filter(part -> !part.productId().value().equals("phone"))
                                .toList()));

        assertThat(said(left)).containsExactly("bandwidth 200 user", "1 router-basic default");
    }

    @Test
    void aBundleInABundleIsLookedAtToo() {
        Parts parts = product -> Optional.of(new Parts.Known(
                product.value(),
                Optional.empty(),
                product.value().equals("line") ? Optional.of(line()) : Optional.empty()));
        ProductConfiguration office = new ProductConfiguration(
                List.of(),
                List.of(new OptionGroup("lines", "Lines", 1, 1, List.of(Lines.option("line", 1)))),
                List.of());
        Part wanted = new Part(
                "lines",
                new ProductId("line"),
                1,
                Configuration.Origin.USER,
                Optional.of(new Configuration(List.of(bandwidth("1000")), List.of())));

        Answer answer = new Configurator(parts).answer(office, new Configuration(List.of(), List.of(wanted)));

        assertThat(answer.breaches()).extracting(Breach::place).containsExactly("line/rules.gigabitNeedsPro");
        assertThat(new Configurator(parts)
                        .answer(office, answer.repair().orElseThrow().choices())
                        .isValid())
                .isTrue();
    }

    /** Forty of forty of one another, five deep: what comes by itself is counted before it is built. */
    @Test
    void bundlesThatMultiplyAreRefusedAndNotBuilt() {
        ProductConfiguration forty = new ProductConfiguration(
                List.of(),
                List.of(new OptionGroup(
                        "g",
                        "Group",
                        0,
                        40,
                        IntStream.range(0, 40)
                                .mapToObj(at -> new Option(new ProductId("p" + at), 1, 1, 1))
                                .toList())),
                List.of());
        Parts parts = product -> Optional.of(new Parts.Known(product.value(), Optional.empty(), Optional.of(forty)));

        assertThatThrownBy(() -> new Configurator(parts).answer(forty, Configuration.NOTHING))
                .isInstanceOf(TooManyParts.class)
                .hasMessageContaining("more than 500 products");
    }

    /** Says how long one change of a large bundle takes; a test that fails by the clock would fail by the machine. */
    @Test
    void threeHundredOptionsAreAnsweredInAMoment() {
        List<OptionGroup> groups = IntStream.range(0, 30)
                .mapToObj(group -> new OptionGroup(
                        "g" + group,
                        "Group " + group,
                        1,
                        3,
                        IntStream.range(0, 10)
                                .mapToObj(option -> Lines.option("g" + group + "o" + option, option == 0 ? 1 : 0))
                                .toList()))
                .toList();
        List<Rule> rules = IntStream.range(0, 100)
                .mapToObj(rule -> new Rule(
                        "r" + rule,
                        "Rule " + rule + ".",
                        Rule.Kind.values()[rule % 3],
                        new Condition.Selected(new ProductId("g" + rule % 30 + "o" + (1 + rule % 7))),
                        new Condition.Selected(new ProductId("g" + (rule + 7) % 30 + "o" + (2 + rule % 5)))))
                .toList();
        ProductConfiguration large = new ProductConfiguration(List.of(), groups, rules);
        for (int round = 1; round <= 6; round++) {
            List<Part> parts = new ArrayList<>();
            long slowest = 0;
            long began = System.nanoTime();
            for (int group = 0; group < 30; group++) {
                parts.add(chosen("g" + group, "g" + group + "o" + (1 + group % 7), 1));
                long before = System.nanoTime();
                Answer answer = configurator.answer(large, new Configuration(List.of(), parts));
                slowest = Math.max(slowest, System.nanoTime() - before);
                assertThat(answer.isValid() || answer.repair().isPresent()).isTrue();
            }
            System.out.printf(
                    "round %d: a choice in a bundle of 300 options and 100 rules: %.1f ms on average, %.1f ms at"
                            + " most%n",
                    round, (System.nanoTime() - began) / 30e6, slowest / 1e6);
        }
    }

    private Answer answer(List<Value> values, Part... parts) {
        return configurator.answer(line(), new Configuration(values, List.of(parts)));
    }

    private static List<String> said(Configuration configuration) {
        List<String> said = new ArrayList<>();
        configuration.attributes().forEach(value -> said.add(value.id() + " " + value.value() + by(value.origin())));
        configuration.options().forEach(part -> said.add(part.quantity() + " " + part.productId() + by(part.origin())));
        return said;
    }

    private static String by(Configuration.Origin origin) {
        return " " + origin.by().label()
                + (origin.by() == By.RULE ? " " + origin.rule().orElseThrow() : "");
    }
}
