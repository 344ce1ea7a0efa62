package io.cpqoms.quote.configuration;

import io.cpqoms.quote.configuration.Configuration.Origin;
import io.cpqoms.quote.configuration.Configuration.Part;
import io.cpqoms.quote.configuration.Configuration.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What must hold of one product's configuration before anybody is offered it: its rules can be kept, each has a use, each option can be had,
 * and who chooses nothing gets something valid. What could not be told within the effort that a product has is refused as well.
 */
public final class ConfigurationCheck {

    private final ProductConfiguration configuration;
    private final Level level;
    private final int[] usual;
    private final Effort effort;
    /** States that keep all rules; what holds in one of them can hold. */
    private final List<int[]> valid = new ArrayList<>();

    private final List<Fault> faults = new ArrayList<>();

    private ConfigurationCheck(ProductConfiguration configuration, Effort effort) {
        this.configuration = configuration;
        this.effort = effort;
        Completion completion = Completion.of(configuration, Configuration.NOTHING);
        this.level = completion.level();
        this.usual = completion.state();
    }

    /** What comes of a product by itself while nobody chooses, without what comes of its parts. */
    public static Configuration usual(ProductConfiguration configuration) {
        return Configurator.usual(configuration);
    }

    /** Something that is wrong; the place is below the configuration, as {@code rules.noRouter}. */
    public record Fault(String place, String sentence) {}

    /** Everything that is wrong with the form, or where the form is right with what it means. */
    public static List<Fault> faults(ProductConfiguration configuration) {
        return faults(configuration, Effort.ofVersion());
    }

    /**
     * The same for one of the products of a version.
     *
     * @param version what is left for all of them
     */
    public static List<Fault> faults(ProductConfiguration configuration, Effort version) {
        List<Fault> ofForm = ConfigurationForm.faults(configuration);
        if (!ofForm.isEmpty()) {
            return ofForm;
        }
        Effort effort = version.ofProduct();
        long had = effort.left();
        List<Fault> ofMeaning = new ConfigurationCheck(configuration, effort).ofMeaning();
        version.spend(effort, had);
        return effort.isOver()
                ? List.of(new Fault(
                        "rules",
                        "cannot be checked in time; there must be fewer rules or options in one product, or fewer such"
                                + " products"))
                : ofMeaning;
    }

    private List<Fault> ofMeaning() {
        if (neverHolds(Condition.ALWAYS)) {
            return List.of(new Fault("rules", "no configuration keeps all rules"));
        }
        configuration.rules().forEach(this::loop);
        configuration.rules().forEach(this::use);
        configuration
                .options()
                .filter(option -> neverHolds(new Condition.Selected(option.productId())))
                .forEach(option -> faults.add(new Fault(
                        "options." + option.productId(),
                        "can be part of no valid configuration; the rules forbid it")));
        defaults();
        return List.copyOf(faults);
    }

    /** Follows what a rule implies, what that implies, and so on, up to something that may not be. */
    private void loop(Rule rule) {
        if (rule.kind() != Rule.Kind.IMPLIES || !rule.when().canBeMade()) {
            return;
        }
        Completion implied = Completion.implied(level, chosen(rule.when()));
        Set<String> ways = new LinkedHashSet<>(List.of(rule.id()));
        for (int variable = 0; variable < level.size(); variable++) {
            implied.origin(variable).rule().ifPresent(ways::add);
        }
        implied.level().limits().stream()
                .flatMap(limit -> limit instanceof Limit.OfRule of ? Stream.of(of) : Stream.empty())
                .filter(of -> isBrokenForGood(of.rule()) && !of.holds(implied.state()))
                .findFirst()
                .ifPresent(broken -> faults.add(new Fault(
                        "rules." + rule.id(),
                        "leads into a contradiction: " + String.join(" → ", ways) + " and then against "
                                + broken.rule().id())));
    }

    /** What was implied stays, so an exclusion that it breaks is not mended by more choices, nor is another value of an attribute. */
    private static boolean isBrokenForGood(Rule rule) {
        return rule.when().canBeMade()
                && (rule.kind() == Rule.Kind.IMPLIES
                        || (rule.kind() == Rule.Kind.EXCLUDES && rule.then().canBeMade()));
    }

    private static Configuration chosen(Condition made) {
        List<Value> values = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        made.leaves().distinct().forEach(leaf -> {
            if (leaf instanceof Condition.Selected(var option)) {
                parts.add(new Part("", option, 1, Origin.USER, Optional.empty()));
            } else if (leaf instanceof Condition.Compared(var attribute, var comparison, var value)) {
                values.add(new Value(attribute, value, Origin.USER));
            }
        });
        return new Configuration(values, parts);
    }

    private void use(Rule rule) {
        if (rule.when().equals(Condition.ALWAYS)) {
            return;
        }
        if (neverHolds(rule.when())) {
            faults.add(
                    new Fault("rules." + rule.id(), "can never apply: its condition holds in no valid configuration"));
        } else if (neverHolds(new Condition.Not(rule.when()))) {
            faults.add(new Fault(
                    "rules." + rule.id(), "always applies: its condition holds in every valid configuration"));
        }
    }

    /** Whether no valid state has it. Once the effort is spent the answer means nothing, and whoever asked says so of all. */
    private boolean neverHolds(Condition condition) {
        effort.spend(valid.size());
        if (valid.stream().anyMatch(state -> level.holds(condition, state))) {
            return false;
        }
        List<Limit> limits = new ArrayList<>(level.limits());
        limits.add(new Limit.Wanted(condition, level.scope(condition), level));
        Optional<int[]> found = new Search(level, limits, usual, Search.Weights.none(level.size()), effort).any();
        found.ifPresent(valid::add);
        return found.isEmpty();
    }

    private void defaults() {
        LevelAnswer answer =
                new LevelAnswer(Completion.of(configuration, Configuration.NOTHING), "", product -> Optional.empty());
        answer.breaches()
                .forEach(breach -> faults.add(
                        new Fault(breach.place(), "is broken while nobody chooses anything: " + breach.sentence())));
    }
}
