package io.cpqoms.quote.catalog;

import io.cpqoms.quote.catalog.CatalogOutcome.ContentFault;
import io.cpqoms.quote.configuration.Configuration;
import io.cpqoms.quote.configuration.ConfigurationCheck;
import io.cpqoms.quote.configuration.Effort;
import io.cpqoms.quote.configuration.Option;
import io.cpqoms.quote.configuration.ProductConfiguration;
import io.cpqoms.values.ProductId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What must hold of products about which there is something to choose before their version may be quoted. Of each it remembers which products
 * may be part of it, and nothing of the others; the version is asked for those it does not remember.
 */
final class BundleRules {

    /** What is remembered over all bundles has a bound. */
    static final int MOST_OPTIONS = 100_000;

    /** Whoever mends so many may ask again. */
    private static final int MAX_FAULTS = 1_000;

    private final Map<ProductId, List<ProductId>> options = new LinkedHashMap<>();
    private final Map<ProductId, List<ProductId>> always = new LinkedHashMap<>();
    private final Set<ProductId> discontinued = new HashSet<>();
    private final Map<ProductId, Usual> usual = new HashMap<>();
    private final List<ContentFault> faults = new ArrayList<>();
    private final Effort effort = Effort.ofVersion();
    private int remembered;

    /** What a bundle has of its own while nobody chooses: how many choices, and which parts. */
    private record Usual(int choices, List<ProductId> parts) {}

    /** What a bundle comes to while nobody chooses, with all that comes of its parts. */
    private record Whole(long products, long choices) {

        /** A product about which there is nothing to choose. */
        static final Whole PART = new Whole(1, 0);

        /** Of five levels it has room; deeper ones are refused, and whatever they come to is too much. */
        Whole with(Whole part) {
            return new Whole(
                    Math.min(Integer.MAX_VALUE, products + part.products),
                    Math.min(Integer.MAX_VALUE, choices + part.choices));
        }
    }

    /** Looks at the next product; each once. */
    void look(Product product) {
        if (product.discontinued()) {
            discontinued.add(product.productId());
        }
        if (product.fulfilment().isEmpty()
                && !product.configuration()
                        .map(ProductConfiguration::alwaysHasAPart)
                        .orElse(false)) {
            found(
                    "products." + product.productId(),
                    "has no step that fulfils it and no option that is always part of it");
        }
        product.configuration().ifPresent(configuration -> look(product.productId(), configuration));
    }

    private void look(ProductId product, ProductConfiguration configuration) {
        List<ConfigurationCheck.Fault> own = ConfigurationCheck.faults(configuration, effort);
        own.forEach(fault -> found(place(product) + "." + fault.place(), fault.sentence()));
        remembered += configuration.products().size();
        if (remembered <= MOST_OPTIONS) {
            options.put(product, configuration.products());
            always.put(
                    product,
                    configuration
                            .options()
                            .filter(option -> option.min() > 0)
                            .map(Option::productId)
                            .toList());
            if (own.isEmpty()) {
                Configuration choices = ConfigurationCheck.usual(configuration);
                usual.put(
                        product,
                        new Usual(
                                choices.size(),
                                choices.parts()
                                        .map(Configuration.Part::productId)
                                        .toList()));
            }
        }
    }

    /**
     * Everything that is wrong.
     *
     * @param known which of some products the version has
     */
    List<ContentFault> faults(Function<Collection<ProductId>, Set<ProductId>> known) {
        if (remembered > MOST_OPTIONS) {
            found("products", "at most " + MOST_OPTIONS + " options in all bundles, not " + remembered);
            return List.copyOf(faults);
        }
        for (Map.Entry<ProductId, List<ProductId>> bundle : options.entrySet()) {
            Set<ProductId> there = known.apply(bundle.getValue());
            bundle.getValue().stream()
                    .filter(option -> !there.contains(option))
                    .forEach(option ->
                            found(place(bundle.getKey()) + ".options." + option, "the version has no such product"));
        }
        always.forEach((bundle, parts) -> parts.stream()
                .filter(discontinued::contains)
                .forEach(part ->
                        found(place(bundle) + ".options." + part, "is always part of it and can no longer be quoted")));
        nesting();
        return List.copyOf(faults);
    }

    /** Takes away bundles whose own bundles are all taken away, one layer after another; what is left lies in itself, or holds what does. */
    private void nesting() {
        Map<ProductId, Set<ProductId>> within = new LinkedHashMap<>();
        options.forEach((bundle, parts) -> {
            Set<ProductId> bundles = new LinkedHashSet<>(parts);
            bundles.retainAll(options.keySet());
            within.put(bundle, bundles);
        });
        Map<ProductId, List<ProductId>> users = new HashMap<>();
        within.forEach((bundle, bundles) -> bundles.forEach(
                part -> users.computeIfAbsent(part, first -> new ArrayList<>()).add(bundle)));
        List<ProductId> layer = within.keySet().stream()
                .filter(bundle -> within.getOrDefault(bundle, Set.of()).isEmpty())
                .toList();
        Map<ProductId, Whole> wholes = new HashMap<>();
        for (int levels = 1; !layer.isEmpty(); levels++) {
            List<ProductId> next = new ArrayList<>();
            for (ProductId bundle : layer) {
                within.remove(bundle);
                wholes.put(bundle, whole(bundle, wholes));
                if (levels == ProductConfiguration.MOST_LEVELS + 1) {
                    found(
                            place(bundle) + ".options",
                            "bundles lie in bundles at most " + ProductConfiguration.MOST_LEVELS + " deep");
                }
                for (ProductId user : users.getOrDefault(bundle, List.of())) {
                    Set<ProductId> left = within.getOrDefault(user, Set.of());
                    if (left.remove(bundle) && left.isEmpty()) {
                        next.add(user);
                    }
                }
            }
            layer = next;
        }
        if (!within.isEmpty()) {
            circle(within);
        }
    }

    /** What a bundle comes to, those within it being known; the rest of what one may choose is counted when it is chosen. */
    private Whole whole(ProductId bundle, Map<ProductId, Whole> known) {
        Usual own = usual.getOrDefault(bundle, new Usual(0, List.of()));
        Whole whole = new Whole(1, own.choices());
        for (ProductId part : own.parts()) {
            whole = whole.with(known.getOrDefault(part, Whole.PART));
        }
        if (whole.products() > ProductConfiguration.MOST_PARTS || whole.choices() > ProductConfiguration.MOST_CHOICES) {
            found(
                    place(bundle) + ".options",
                    "come to " + whole.products() + " products and " + whole.choices()
                            + " choices while nobody chooses; there is room for " + ProductConfiguration.MOST_PARTS
                            + " and " + ProductConfiguration.MOST_CHOICES);
        }
        return whole;
    }

    /** Every bundle that is left holds another one that is left, so a walk must come back to where it has been. */
    private void circle(Map<ProductId, Set<ProductId>> left) {
        Set<ProductId> way = new LinkedHashSet<>();
        ProductId bundle = left.keySet().iterator().next();
        while (way.add(bundle)) {
            bundle = left.getOrDefault(bundle, Set.of()).iterator().next();
        }
        List<String> circle = new ArrayList<>(way.stream().map(ProductId::value).toList());
        circle = circle.subList(circle.indexOf(bundle.value()), circle.size());
        found(place(bundle) + ".options", "would be part of itself: " + String.join(" → ", circle) + " → " + bundle);
    }

    private static String place(ProductId product) {
        return "products." + product + ".configuration";
    }

    private void found(String where, String message) {
        if (faults.size() < MAX_FAULTS) {
            faults.add(new ContentFault(where, message));
        }
    }
}
