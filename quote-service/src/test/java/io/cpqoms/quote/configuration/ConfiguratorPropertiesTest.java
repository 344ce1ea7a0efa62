package io.cpqoms.quote.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.quote.configuration.Answer.Repair;
import io.cpqoms.quote.configuration.Configuration.Part;
import io.cpqoms.values.ProductId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/** What holds for every catalog and every choice, held against a complete solver. */
@Tag("DOM-02")
class ConfiguratorPropertiesTest {

    @Property(tries = 1500)
    void aSmallProductIsAnsweredAsACompleteSolverDoes(@ForAll long seed) {
        asTheSolver(new RandomConfigurations(seed, 1 + Math.floorMod(seed, 5), 8));
    }

    /** Some two hundred options, as many rules as an expert keeps in mind. */
    @Property(tries = 60)
    void aLargeProductIsAnsweredAsACompleteSolverDoes(@ForAll long seed) {
        asTheSolver(RandomConfigurations.large(seed));
    }

    private static void asTheSolver(RandomConfigurations random) {
        ProductConfiguration configuration = random.configuration();
        Configuration choices = random.choices();
        Completion completion = Completion.of(configuration, choices);
        Level level = completion.level();
        IntPredicate isWithin = changes -> SatOracle.isWithin(configuration, level, changes, completion.state());
        Configurator configurator = new Configurator(random.parts());

        Answer answer = configurator.answer(configuration, choices);

        assertThat(answer.isValid()).isEqualTo(isWithin.test(0));
        if (!answer.isValid()) {
            Optional<Repair> repair = answer.repair();
            boolean satisfiable = new SatOracle(configuration, level).isSatisfiable();
            if (!satisfiable) {
                assertThat(repair).isEmpty();
                return;
            }
            assertThat(repair).as("a repair, as there is a valid configuration").isPresent();
            int changes = repair.get().changes().size();
            assertThat(configurator.breaches(configuration, repair.get().choices()))
                    .isEmpty();
            assertThat(differences(
                            answer.completed(),
                            configurator.complete(configuration, repair.get().choices())))
                    .isEqualTo(changes);
            assertThat(isWithin.test(changes - 1))
                    .as("fewer changes than %s would do", repair.get().words())
                    .isFalse();
        }
    }

    @Property(tries = 150)
    void aRepairIsTheCheapestOfThoseThatLeaveMostToTheUser(@ForAll long seed) {
        RandomConfigurations random = new RandomConfigurations(seed, 2, 5);
        Completion completion = Completion.of(random.configuration(), random.choices());
        LevelAnswer level = new LevelAnswer(completion, "", random.parts());

        Optional<Search.Found> found = level.repaired(Effort.ofRequest());

        List<Weight> all = new ArrayList<>();
        every(completion, 0, completion.state().clone(), random.parts(), all);
        assertThat(found.map(Search.Found::price))
                .isEqualTo(all.stream()
                        .min(Comparator.comparingInt(Weight::changes)
                                .thenComparingInt(Weight::users)
                                .thenComparing(Weight::price))
                        .map(Weight::price));
    }

    private record Weight(int changes, int users, BigDecimal price) {}

    /** Walks through every state there is. */
    private static void every(Completion from, int variable, int[] state, Parts parts, List<Weight> valid) {
        Level level = from.level();
        if (variable == level.size()) {
            if (level.limits().stream().allMatch(limit -> limit.holds(state))) {
                valid.add(weight(from, state, parts));
            }
            return;
        }
        int kept = state[variable];
        for (int value = 0; value < level.width(variable); value++) {
            state[variable] = value;
            every(from, variable + 1, state, parts, valid);
        }
        state[variable] = kept;
    }

    private static Weight weight(Completion from, int[] state, Parts parts) {
        int changes = 0;
        int users = 0;
        BigDecimal price = BigDecimal.ZERO;
        for (int variable = 0; variable < state.length; variable++) {
            if (state[variable] != from.state()[variable]) {
                changes++;
                users += from.isUsers(variable) ? 1 : 0;
                if (from.level().isOption(variable)) {
                    BigDecimal one = parts.part(from.level().option(variable).productId())
                            .flatMap(Parts.Known::price)
                            .orElseThrow();
                    price = state[variable] == 1 ? price.add(one) : price.subtract(one);
                }
            }
        }
        return new Weight(changes, users, price);
    }

    /** A choice that is taken back takes with it what it brought, and nothing else. */
    @Property(tries = 1000)
    void addingAChoiceAndTakingItBackChangesNothing(@ForAll long seed) {
        RandomConfigurations random = new RandomConfigurations(seed, 4, 8);
        ProductConfiguration configuration = random.configuration();
        Configurator configurator = new Configurator(random.parts());
        Configuration before = configurator.complete(configuration, random.choices());
        for (OptionGroup group : configuration.groups()) {
            Option option = group.options().getFirst();
            if (before.chosen().options().stream()
                    .noneMatch(part -> part.productId().equals(option.productId()))) {
                Configuration added =
                        configurator.complete(configuration, with(before, RandomConfigurations.part(group, option, 1)));
                assertThat(added.options())
                        .anySatisfy(part -> assertThat(part.productId()).isEqualTo(option.productId()));
                assertThat(configurator.complete(configuration, without(added, option.productId())))
                        .isEqualTo(before);
            }
        }
    }

    @Property(tries = 500)
    void whatTheUserChoseStaysAndTheSameChoicesGiveTheSameAnswer(@ForAll long seed) {
        RandomConfigurations random = new RandomConfigurations(seed, 4, 8);
        Configuration choices = random.choices();
        Configurator configurator = new Configurator(random.parts());

        Answer answer = configurator.answer(random.configuration(), choices);

        assertThat(answer.completed().chosen()).isEqualTo(choices);
        assertThat(configurator.answer(random.configuration(), answer.completed()))
                .isEqualTo(answer);
    }

    private static Configuration with(Configuration configuration, Part part) {
        List<Part> parts = new ArrayList<>(configuration.options());
        parts.removeIf(known -> known.productId().equals(part.productId()));
        parts.add(part);
        return new Configuration(configuration.attributes(), parts);
    }

    private static Configuration without(Configuration configuration, ProductId product) {
        return new Configuration(
                configuration.attributes(),
                configuration.options().stream()
                        .filter(part -> !part.productId().equals(product))
                        .toList());
    }

    private static int differences(Configuration one, Configuration other) {
        Map<String, String> was = said(one);
        Map<String, String> is = said(other);
        Map<String, String> names = new HashMap<>(was);
        names.putAll(is);
        return (int) names.keySet().stream()
                .filter(name -> !was.getOrDefault(name, "").equals(is.getOrDefault(name, "")))
                .count();
    }

    private static Map<String, String> said(Configuration configuration) {
        Map<String, String> said = configuration
                .ownParts()
                .collect(Collectors.toMap(part -> "o " + part.productId(), part -> Integer.toString(part.quantity())));
        configuration.attributes().forEach(value -> said.put("a " + value.id(), value.value()));
        return said;
    }
}
