package io.cpqoms.quote.configuration;

import io.cpqoms.quote.configuration.Configuration.Origin;
import io.cpqoms.quote.configuration.Configuration.Part;
import io.cpqoms.quote.configuration.Configuration.Value;
import io.cpqoms.values.ProductId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Catalogs and choices as nobody would think of them. */
final class RandomConfigurations {

    private static final List<String> COLOURS = List.of("red", "green", "blue");

    private final Random random;
    private final int choosesOneOf;
    private final ProductConfiguration configuration;

    RandomConfigurations(long seed, int groups, int mostRules) {
        this(seed, groups, mostRules, 3);
    }

    /** Of two hundred options somebody chooses some few, and what is usual fits the groups. */
    static RandomConfigurations large(long seed) {
        return new RandomConfigurations(seed, 80, 30, 40);
    }

    private RandomConfigurations(long seed, int groups, int mostRules, int choosesOneOf) {
        this.choosesOneOf = choosesOneOf;
        this.random = new Random(seed);
        List<OptionGroup> made = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            made.add(group(group));
        }
        List<Attribute> attributes = List.of(
                new Attribute("colour", "Colour", new Domain.Choice(COLOURS), Optional.empty(), colour(), flip()),
                new Attribute(
                        "size",
                        "Size",
                        new Domain.IntegerRange(1, 50),
                        Optional.of("cm"),
                        flip() ? Optional.of("20") : Optional.empty(),
                        flip()));
        ProductConfiguration withoutRules = new ProductConfiguration(attributes, made, List.of());
        List<ProductId> products = withoutRules.products();
        List<Rule> rules = IntStream.range(0, random.nextInt(mostRules + 1))
                .mapToObj(number -> rule("r" + number, products))
                .toList();
        this.configuration = new ProductConfiguration(attributes, made, rules);
    }

    ProductConfiguration configuration() {
        return configuration;
    }

    private Optional<String> colour() {
        return flip() ? Optional.of(COLOURS.get(random.nextInt(3))) : Optional.empty();
    }

    private boolean flip() {
        return random.nextBoolean();
    }

    private OptionGroup group(int number) {
        int size = 1 + random.nextInt(4);
        int min = random.nextInt(Math.min(size, 2) + 1);
        int max = Math.max(1, min + random.nextInt(size - min + 1));
        List<Option> options = IntStream.range(0, size)
                .mapToObj(option -> {
                    int least = random.nextInt(8) == 0 ? 1 : 0;
                    return new Option(new ProductId("g" + number + "o" + option), least, 3, usual(option, least, min));
                })
                .toList();
        return new OptionGroup("g" + number, "Group " + number, min, max, options);
    }

    private int usual(int option, int least, int min) {
        boolean fits = choosesOneOf > 3 ? option < min : random.nextInt(4) == 0;
        return least > 0 || fits ? 1 : 0;
    }

    private Rule rule(String id, List<ProductId> products) {
        Rule.Kind kind = Rule.Kind.values()[random.nextInt(4)];
        Condition when = kind == Rule.Kind.CONSTRAINT && flip() ? Condition.ALWAYS : condition(products);
        Condition then = kind == Rule.Kind.IMPLIES ? made(products) : condition(products);
        return new Rule(id, "Rule " + id + ".", kind, when, then);
    }

    private Condition made(List<ProductId> products) {
        return random.nextInt(4) == 0
                ? new Condition.Compared("colour", Condition.Comparison.IS, COLOURS.get(random.nextInt(3)))
                : new Condition.Selected(products.get(random.nextInt(products.size())));
    }

    private Condition condition(List<ProductId> products) {
        return switch (random.nextInt(5)) {
            case 0 -> new Condition.All(List.of(leaf(products), leaf(products)));
            case 1 -> new Condition.Any(List.of(leaf(products), leaf(products)));
            case 2 -> new Condition.Not(leaf(products));
            default -> leaf(products);
        };
    }

    private Condition leaf(List<ProductId> products) {
        Condition leaf = random.nextInt(4) == 0
                ? new Condition.Compared(
                        "size",
                        Condition.Comparison.values()[random.nextInt(3)],
                        Integer.toString(1 + random.nextInt(50)))
                : made(products);
        return random.nextInt(5) == 0 ? new Condition.Not(leaf) : leaf;
    }

    /** Somebody's choices, which may be good or bad. */
    Configuration choices() {
        List<Part> parts = new ArrayList<>();
        configuration
                .groups()
                .forEach(group -> group.options().forEach(option -> {
                    if (random.nextInt(choosesOneOf) == 0) {
                        parts.add(part(group, option, random.nextInt(4) == 0 ? 0 : 1));
                    }
                }));
        List<Value> values = new ArrayList<>();
        if (flip()) {
            values.add(new Value("size", Integer.toString(1 + random.nextInt(50)), Origin.USER));
        }
        return new Configuration(values, parts);
    }

    static Part part(OptionGroup group, Option option, int quantity) {
        return new Part(group.id(), option.productId(), quantity, Origin.USER, Optional.empty());
    }

    /** Every option costs something else. */
    Parts parts() {
        return product -> Optional.of(new Parts.Known(
                "Product " + product,
                Optional.of(BigDecimal.valueOf(1 + Math.floorMod(product.value().hashCode() * 31L, 97))),
                Optional.empty()));
    }
}
