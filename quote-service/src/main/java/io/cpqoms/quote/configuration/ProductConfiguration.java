package io.cpqoms.quote.configuration;

import io.cpqoms.values.ProductId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What may be chosen about a product: attributes, options in groups, and rules between them. A product with groups is a bundle. */
public record ProductConfiguration(List<Attribute> attributes, List<OptionGroup> groups, List<Rule> rules) {

    /** Nothing may be chosen. */
    public static final ProductConfiguration NOTHING = new ProductConfiguration(List.of(), List.of(), List.of());

    /** How deep bundles lie in bundles, the outermost counted. */
    public static final int MOST_LEVELS = 5;

    /** How many products a configuration may come to, itself counted: as many as a quote has lines. */
    public static final int MOST_PARTS = 500;

    /** How many choices a configuration may come to, as many as a quote has. */
    public static final int MOST_CHOICES = 1_000;

    public ProductConfiguration {
        attributes = List.copyOf(attributes);
        groups = List.copyOf(groups);
        rules = List.copyOf(rules);
    }

    /** All options, in the order of their groups. */
    public Stream<Option> options() {
        return groups.stream().flatMap(group -> group.options().stream());
    }

    /** The products that may become part of it. */
    public List<ProductId> products() {
        return options().map(Option::productId).toList();
    }

    /** Whether no valid configuration of it is without an option. */
    public boolean alwaysHasAPart() {
        return groups.stream()
                .anyMatch(group -> group.min() > 0 || group.options().stream().anyMatch(option -> option.min() > 0));
    }

    Optional<Attribute> attribute(String id) {
        return attributes.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    Optional<Option> option(String groupId, ProductId product) {
        return groups.stream()
                .filter(group -> group.id().equals(groupId))
                .flatMap(group -> group.options().stream())
                .filter(option -> option.productId().equals(product))
                .findFirst();
    }
}
