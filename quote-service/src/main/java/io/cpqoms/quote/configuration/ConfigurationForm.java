package io.cpqoms.quote.configuration;

import io.cpqoms.quote.configuration.ConfigurationCheck.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The form of a product's configuration: names that are there once and are known, bounds the right way round, values of their domains. */
final class ConfigurationForm {

    /** More than anybody chooses from, and as many as are answered about between two clicks. */
    private static final int MOST_OPTIONS = 500;

    /** Each number that rules compare an attribute with gives it up to three values to try. */
    private static final int MOST_COMPARED = 50;

    private final ProductConfiguration configuration;
    private final List<Fault> faults = new ArrayList<>();

    private ConfigurationForm(ProductConfiguration configuration) {
        this.configuration = configuration;
    }

    static List<Fault> faults(ProductConfiguration configuration) {
        ConfigurationForm form = new ConfigurationForm(configuration);
        form.attributes();
        form.groups();
        form.rules();
        return List.copyOf(form.faults);
    }

    private void attributes() {
        Set<String> ids = new HashSet<>();
        for (Attribute attribute : configuration.attributes()) {
            String place = "attributes." + attribute.id();
            require(ids.add(attribute.id()), place, "is listed twice");
            require(isSound(attribute.domain()), place, "must have values, each once, from the lower to the higher");
            attribute
                    .defaultValue()
                    .ifPresent(value -> require(
                            attribute.domain().contains(value),
                            place,
                            "has the default " + value + ", which is not "
                                    + attribute.domain().words()));
        }
    }

    private static boolean isSound(Domain domain) {
        return switch (domain) {
            case Domain.Choice(var values) ->
                !values.isEmpty() && !values.contains("") && new HashSet<>(values).size() == values.size();
            case Domain.IntegerRange(long min, long max) -> min <= max;
            case Domain.Flag() -> true;
        };
    }

    private void groups() {
        int options = configuration.products().size();
        require(options <= MOST_OPTIONS, "groups", "have " + options + " options; there is room for " + MOST_OPTIONS);
        Set<String> ids = new HashSet<>();
        Set<Object> products = new HashSet<>();
        for (OptionGroup group : configuration.groups()) {
            String place = "groups." + group.id();
            require(ids.add(group.id()), place, "is listed twice");
            require(group.min() <= group.max(), place, "wants at least " + group.min() + " and at most " + group.max());
            require(
                    group.min() <= group.options().size(),
                    place,
                    "wants at least " + group.min() + " and has "
                            + group.options().size() + " options");
            for (Option option : group.options()) {
                String at = "options." + option.productId();
                require(products.add(option.productId()), at, "is listed twice");
                require(
                        option.min() <= option.max(),
                        at,
                        "wants at least " + option.min() + " and at most " + option.max());
                int usual = option.defaultQuantity();
                require(
                        usual == 0 ? option.min() == 0 : usual >= option.min() && usual <= option.max(),
                        at,
                        "has the default quantity " + usual + ", which is not " + option.min() + " to " + option.max());
            }
        }
    }

    private void rules() {
        Set<String> ids = new HashSet<>();
        Map<String, Set<String>> values = new TreeMap<>();
        for (Rule rule : configuration.rules()) {
            String place = "rules." + rule.id();
            require(ids.add(rule.id()), place, "is listed twice");
            rule.when().leaves().forEach(leaf -> leaf(place, leaf));
            rule.then().leaves().forEach(leaf -> leaf(place, leaf));
            require(
                    rule.kind() != Rule.Kind.IMPLIES || rule.then().canBeMade(),
                    place,
                    "implies what no rule can choose; it can choose options and say what attributes are");
            Stream.of(rule.when(), rule.then()).flatMap(Condition::leaves).forEach(leaf -> {
                if (leaf instanceof Condition.Compared(var attribute, var comparison, var value)) {
                    values.computeIfAbsent(attribute, first -> new HashSet<>()).add(value);
                }
            });
        }
        values.forEach((attribute, compared) -> require(
                compared.size() <= MOST_COMPARED || !isNumber(attribute),
                "attributes." + attribute,
                "is compared with " + compared.size() + " values; there is room for " + MOST_COMPARED));
    }

    private boolean isNumber(String attribute) {
        return configuration
                .attribute(attribute)
                .filter(known -> known.domain() instanceof Domain.IntegerRange)
                .isPresent();
    }

    private void leaf(String place, Condition leaf) {
        if (leaf instanceof Condition.Selected(var option)) {
            require(
                    configuration.products().contains(option),
                    place,
                    "names option " + option + ", which the product does not have");
        } else if (leaf instanceof Condition.Compared compared) {
            Optional<Attribute> attribute = configuration.attribute(compared.attribute());
            require(
                    attribute.isPresent(),
                    place,
                    "names attribute " + compared.attribute() + ", which the product does not have");
            attribute.ifPresent(known -> compared(place, compared, known));
        }
    }

    private void compared(String place, Condition.Compared compared, Attribute attribute) {
        if (compared.comparison() != Condition.Comparison.IS) {
            require(
                    attribute.domain() instanceof Domain.IntegerRange,
                    place,
                    "compares attribute " + attribute.id() + " as a number, which it is not");
        }
        require(
                attribute.domain().contains(compared.value()),
                place,
                "compares attribute " + attribute.id() + " with " + compared.value() + ", which is not "
                        + attribute.domain().words());
    }

    private void require(boolean holds, String place, String sentence) {
        if (!holds) {
            faults.add(new Fault(place, sentence));
        }
    }
}
