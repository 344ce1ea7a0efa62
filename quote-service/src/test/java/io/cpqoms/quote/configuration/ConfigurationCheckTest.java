package io.cpqoms.quote.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.quote.configuration.Condition.Compared;
import io.cpqoms.quote.configuration.Condition.Comparison;
import io.cpqoms.quote.configuration.Condition.Selected;
import io.cpqoms.values.ProductId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What nobody is offered. */
@Tag("DOM-02")
class ConfigurationCheckTest {

    @Test
    void aSoundLineIsFine() {
        assertThat(ConfigurationCheck.faults(Lines.line())).isEmpty();
    }

    @Test
    void refusesBoundsTheWrongWayRoundAndDefaultsOutsideThem() {
        ProductConfiguration wrong = new ProductConfiguration(
                List.of(new Attribute(
                        "size", "Size", new Domain.IntegerRange(1, 3), Optional.empty(), Optional.of("4"), true)),
                List.of(new OptionGroup(
                        "g", "Group", 2, 1, List.of(new Option(new ProductId("a"), 3, 2, 0), Lines.option("b", 5)))),
                List.of());

        assertThat(places(wrong)).containsExactly("attributes.size", "groups.g", "options.a", "options.a", "options.b");
    }

    @Test
    void refusesARuleThatNamesWhatIsNotThere() {
        Rule unknown = rule("r", Rule.Kind.REQUIRES, selected("modem"), new Compared("colour", Comparison.IS, "red"));

        assertThat(ConfigurationCheck.faults(Lines.line(unknown)))
                .extracting(ConfigurationCheck.Fault::sentence)
                .containsExactly(
                        "names option modem, which the product does not have",
                        "names attribute colour, which the product does not have");
    }

    @Test
    void refusesAnImplicationThatLeadsIntoAContradictionAndNamesTheWay() {
        Rule brings = rule("adapterBringsFilter", Rule.Kind.IMPLIES, selected("adapter"), selected("filter"));

        assertThat(ConfigurationCheck.faults(Lines.line(Lines.PHONE, brings, Lines.FILTER)))
                .contains(new ConfigurationCheck.Fault(
                        "rules.phoneBringsAdapter",
                        "leads into a contradiction: phoneBringsAdapter → adapterBringsFilter and then against"
                                + " noPhoneWithFilter"))
                .extracting(ConfigurationCheck.Fault::place)
                .contains("options.phone");
    }

    @Test
    void refusesARuleThatNeverAppliesAndOneThatAlwaysDoes() {
        Rule never = rule(
                "never",
                Rule.Kind.REQUIRES,
                new Condition.All(List.of(selected("router-basic"), selected("router-pro"))),
                selected("phone"));
        Rule always = rule(
                "always",
                Rule.Kind.REQUIRES,
                new Condition.Any(List.of(selected("router-basic"), selected("router-pro"))),
                new Condition.Not(selected("filter")));

        assertThat(places(Lines.line(never, always))).containsExactly("rules.never", "rules.always", "options.filter");
    }

    @Test
    void refusesADefaultThatIsInvalidAndAProductThatCannotBe() {
        Rule pro = rule("pro", Rule.Kind.CONSTRAINT, Condition.ALWAYS, selected("router-pro"));
        Rule basic = rule("basic", Rule.Kind.CONSTRAINT, Condition.ALWAYS, selected("router-basic"));

        assertThat(places(Lines.line(pro))).containsExactly("options.router-basic", "rules.pro");
        assertThat(ConfigurationCheck.faults(Lines.line(pro, basic)))
                .containsExactly(new ConfigurationCheck.Fault("rules", "no configuration keeps all rules"));
    }

    @Test
    void refusesMoreNumbersThanASearchCanTry() {
        Rule[] rules = IntStream.range(100, 151)
                .mapToObj(number -> rule(
                        "r" + number,
                        Rule.Kind.REQUIRES,
                        new Compared("bandwidth", Comparison.IS, Integer.toString(number)),
                        selected("phone")))
                .toArray(Rule[]::new);

        assertThat(ConfigurationCheck.faults(Lines.line(rules)))
                .containsExactly(new ConfigurationCheck.Fault(
                        "attributes.bandwidth", "is compared with 51 values; there is room for 50"));
    }

    /** What could not be proven is not let pass, and what one product took the next one has not. */
    @Test
    void refusesWhatCannotBeCheckedInTime() {
        Effort version = new Effort(10_000);
        assertThat(ConfigurationCheck.faults(Lines.line(), version)).isEmpty();
        long took = 10_000 - version.left();
        assertThat(took).isPositive();

        Effort little = new Effort(took + 1);
        assertThat(ConfigurationCheck.faults(Lines.line(), little)).isEmpty();
        assertThat(ConfigurationCheck.faults(Lines.line(), little))
                .extracting(ConfigurationCheck.Fault::sentence)
                .singleElement()
                .asString()
                .startsWith("cannot be checked in time");
    }

    private static List<String> places(ProductConfiguration configuration) {
        return ConfigurationCheck.faults(configuration).stream()
                .map(ConfigurationCheck.Fault::place)
                .toList();
    }

    private static Condition selected(String product) {
        return new Selected(new ProductId(product));
    }

    private static Rule rule(String id, Rule.Kind kind, Condition when, Condition then) {
        return new Rule(id, "Rule " + id + ".", kind, when, then);
    }
}
