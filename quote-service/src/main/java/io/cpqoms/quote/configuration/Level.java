package io.cpqoms.quote.configuration;

import io.cpqoms.values.ProductId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The choices about one product as numbered variables: first the options, each chosen (1) or not (0), then the attributes, each with one of
 * its listed values. Of a range of whole numbers those are listed that a rule can tell apart, the default and the one that is chosen.
 */
final class Level {

    private final ProductConfiguration configuration;
    private final List<Option> options = new ArrayList<>();
    private final List<String> groupOf = new ArrayList<>();
    private final Map<ProductId, Integer> optionVariables = new HashMap<>();
    private final Map<String, Integer> attributeVariables = new HashMap<>();
    private final List<List<String>> values = new ArrayList<>();
    private final List<Limit> limits = new ArrayList<>();
    private final List<List<Limit>> limitsOf = new ArrayList<>();

    /** @param present values that attributes have now, legal or not */
    Level(ProductConfiguration configuration, Map<String, String> present) {
        this.configuration = configuration;
        for (OptionGroup group : configuration.groups()) {
            for (Option option : group.options()) {
                optionVariables.put(option.productId(), options.size());
                options.add(option);
                groupOf.add(group.id());
            }
        }
        for (Attribute attribute : configuration.attributes()) {
            attributeVariables.put(attribute.id(), options.size() + values.size());
            values.add(listed(attribute, present.get(attribute.id())));
        }
        limit();
        IntStream.range(0, size()).forEach(variable -> limitsOf.add(new ArrayList<>()));
        limits.forEach(limit -> IntStream.of(limit.scope())
                .forEach(variable -> limitsOf.get(variable).add(limit)));
    }

    private void limit() {
        int first = 0;
        for (OptionGroup group : configuration.groups()) {
            int size = group.options().size();
            limits.add(new Limit.OfGroup(
                    group, IntStream.range(first, first + size).toArray()));
            first += size;
        }
        for (int variable = 0; variable < options.size(); variable++) {
            if (options.get(variable).min() > 0) {
                limits.add(new Limit.OfOption(options.get(variable), variable));
            }
        }
        for (Attribute attribute : configuration.attributes()) {
            limits.add(new Limit.OfAttribute(attribute, variable(attribute.id()), this));
        }
        configuration.rules().forEach(rule -> limits.add(new Limit.OfRule(rule, scope(rule), this)));
    }

    /** The value at zero is none. */
    private List<String> listed(Attribute attribute, @Nullable String present) {
        Set<String> listed = new LinkedHashSet<>();
        listed.add("");
        switch (attribute.domain()) {
            case Domain.Choice(var choices) -> listed.addAll(choices);
            case Domain.Flag() -> listed.addAll(List.of("true", "false"));
            case Domain.IntegerRange range ->
                numbers(attribute, range, present).forEach(number -> listed.add(Long.toString(number)));
        }
        attribute.defaultValue().ifPresent(listed::add);
        if (present != null) {
            listed.add(present);
        }
        return List.copyOf(listed);
    }

    /** Those that a rule can tell apart, the nearest first to what it is, so that a change is as small as can be. */
    private List<Long> numbers(Attribute attribute, Domain.IntegerRange range, @Nullable String present) {
        String is = present == null ? attribute.defaultValue().orElse("") : present;
        long from = Domain.IntegerRange.isNumber(is) ? Long.parseLong(is) : range.min();
        return Stream.concat(
                        Stream.of(range.min(), range.max()),
                        compared(attribute.id())
                                .filter(Domain.IntegerRange::isNumber)
                                .map(Long::valueOf)
                                .flatMap(value -> Stream.of(value - 1, value, value + 1)))
                .filter(value -> value >= range.min() && value <= range.max())
                .distinct()
                .sorted(Comparator.comparingLong((Long value) -> Math.abs(value - from))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private Stream<String> compared(String attribute) {
        return configuration.rules().stream()
                .flatMap(rule -> Stream.of(rule.when(), rule.then()))
                .flatMap(Condition::leaves)
                .filter(leaf -> leaf instanceof Condition.Compared compared
                        && compared.attribute().equals(attribute))
                .map(leaf -> ((Condition.Compared) leaf).value());
    }

    private int[] scope(Rule rule) {
        return scope(new Condition.All(List.of(rule.when(), rule.then())));
    }

    /** The variables that a condition looks at, each once, in their order. */
    int[] scope(Condition condition) {
        return condition
                .leaves()
                .mapToInt(leaf -> switch (leaf) {
                    case Condition.Selected(var option) -> variable(option);
                    case Condition.Compared(var attribute, var comparison, var value) -> variable(attribute);
                    case Condition.All all -> throw new IllegalStateException("no leaf");
                    case Condition.Any any -> throw new IllegalStateException("no leaf");
                    case Condition.Not not -> throw new IllegalStateException("no leaf");
                })
                .distinct()
                .sorted()
                .toArray();
    }

    int variable(ProductId option) {
        return known(optionVariables.get(option), option);
    }

    int variable(String attribute) {
        return known(attributeVariables.get(attribute), attribute);
    }

    private static int known(@Nullable Integer variable, Object name) {
        if (variable == null) {
            throw new IllegalArgumentException("The configuration has no " + name);
        }
        return variable;
    }

    boolean holds(Condition condition, int[] state) {
        return condition.holds(option -> state[variable(option)] == 1, attribute -> value(attribute, state));
    }

    @Nullable
    String value(String attribute, int[] state) {
        int variable = variable(attribute);
        return state[variable] == 0 ? null : valuesOf(variable).get(state[variable]);
    }

    /** The place of a value among those that are listed. */
    int place(String attribute, String value) {
        int place = valuesOf(variable(attribute)).indexOf(value);
        if (place < 0) {
            throw new IllegalArgumentException(attribute + " has no value " + value);
        }
        return place;
    }

    boolean lists(String attribute, String value) {
        return valuesOf(variable(attribute)).contains(value);
    }

    private List<String> valuesOf(int variable) {
        return values.get(variable - options.size());
    }

    int size() {
        return options.size() + values.size();
    }

    /** How many values a variable may have. */
    int width(int variable) {
        return isOption(variable) ? 2 : valuesOf(variable).size();
    }

    boolean isOption(int variable) {
        return variable < options.size();
    }

    Option option(int variable) {
        return options.get(variable);
    }

    String groupOf(int variable) {
        return groupOf.get(variable);
    }

    Attribute attribute(int variable) {
        return configuration.attributes().get(variable - options.size());
    }

    List<Option> options() {
        return options;
    }

    List<Limit> limits() {
        return limits;
    }

    /** The limits that look at a variable. */
    List<Limit> limitsOf(int variable) {
        return limitsOf.get(variable);
    }

    ProductConfiguration configuration() {
        return configuration;
    }
}
