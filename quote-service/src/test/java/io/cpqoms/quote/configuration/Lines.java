package io.cpqoms.quote.configuration;

import io.cpqoms.quote.configuration.Condition.Compared;
import io.cpqoms.quote.configuration.Condition.Comparison;
import io.cpqoms.quote.configuration.Condition.Selected;
import io.cpqoms.quote.configuration.Configuration.Origin;
import io.cpqoms.quote.configuration.Configuration.Part;
import io.cpqoms.quote.configuration.Configuration.Value;
import io.cpqoms.values.ProductId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An internet line: a bandwidth, one router, extras; a router of which a bundle is made. */
public final class Lines {

    public static final Rule GIGABIT = new Rule(
            "gigabitNeedsPro",
            "A gigabit line needs the professional router.",
            Rule.Kind.REQUIRES,
            new Compared("bandwidth", Comparison.AT_LEAST, "1000"),
            new Selected(new ProductId("router-pro")));
    public static final Rule PHONE = new Rule(
            "phoneBringsAdapter",
            "With a telephone comes its adapter.",
            Rule.Kind.IMPLIES,
            new Selected(new ProductId("phone")),
            new Selected(new ProductId("adapter")));
    public static final Rule FILTER = new Rule(
            "noPhoneWithFilter",
            "The filter keeps the telephone from working.",
            Rule.Kind.EXCLUDES,
            new Selected(new ProductId("filter")),
            new Selected(new ProductId("phone")));

    private static final Map<String, Integer> PRICES =
            Map.of("router-basic", 40, "router-pro", 120, "phone", 30, "adapter", 5, "filter", 10);

    private Lines() {}

    public static ProductConfiguration line(Rule... rules) {
        return new ProductConfiguration(
                List.of(new Attribute(
                        "bandwidth",
                        "Bandwidth",
                        new Domain.IntegerRange(50, 2000),
                        Optional.of("Mbit/s"),
                        Optional.of("100"),
                        true)),
                List.of(
                        new OptionGroup(
                                "router", "Router", 1, 1, List.of(option("router-basic", 1), option("router-pro", 0))),
                        new OptionGroup(
                                "extras",
                                "Extras",
                                0,
                                3,
                                List.of(option("phone", 0), option("adapter", 0), option("filter", 0)))),
                List.of(rules));
    }

    public static ProductConfiguration line() {
        return line(GIGABIT, PHONE, FILTER);
    }

    static Option option(String product, int usual) {
        return new Option(new ProductId(product), 0, 2, usual);
    }

    public static Part chosen(String group, String product, int quantity) {
        return new Part(group, new ProductId(product), quantity, Origin.USER, Optional.empty());
    }

    public static Value bandwidth(String value) {
        return new Value("bandwidth", value, Origin.USER);
    }

    static Parts parts() {
        return product -> Optional.ofNullable(PRICES.get(product.value()))
                .map(price ->
                        new Parts.Known(product.value(), Optional.of(BigDecimal.valueOf(price)), Optional.empty()));
    }
}
