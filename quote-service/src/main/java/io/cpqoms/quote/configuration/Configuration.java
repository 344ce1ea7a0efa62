package io.cpqoms.quote.configuration;

import io.cpqoms.values.ProductId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Choices about one product, somebody's alone or completed; each knows where it comes from. */
public record Configuration(List<Value> attributes, List<Part> options) {

    public static final Configuration NOTHING = new Configuration(List.of(), List.of());

    public Configuration {
        attributes = List.copyOf(attributes);
        options = List.copyOf(options);
    }

    /**
     * Where a choice comes from.
     *
     * @param rule the rule that made it, where one did
     */
    public record Origin(By by, Optional<String> rule) {

        public static final Origin USER = new Origin(By.USER, Optional.empty());
        static final Origin DEFAULT = new Origin(By.DEFAULT, Optional.empty());

        static Origin rule(String id) {
            return new Origin(By.RULE, Optional.of(id));
        }
    }

    /** Who or what chose. */
    public enum By {
        USER("user"),
        DEFAULT("default"),
        RULE("rule");

        private final String label;

        By(String label) {
            this.label = label;
        }

        /** As clients, contracts and stored documents call it. */
        public String label() {
            return label;
        }
    }

    /** The value of an attribute. */
    public record Value(String id, String value, Origin origin) {}

    /**
     * An option and how many of it.
     *
     * @param quantity zero where somebody does not want what would come by itself
     * @param configuration the choices about the option, where there is something to choose
     */
    public record Part(
            String groupId, ProductId productId, int quantity, Origin origin, Optional<Configuration> configuration) {}

    /**
     * What somebody chose, without what was added to it. Whoever takes a choice back takes it from these: what it brought with it goes as
     * well, and nothing else.
     */
    public Configuration chosen() {
        return new Configuration(
                attributes.stream()
                        .filter(value -> value.origin().by() == By.USER)
                        .toList(),
                options.stream()
                        .filter(part -> part.origin().by() == By.USER)
                        .map(part -> new Part(
                                part.groupId(),
                                part.productId(),
                                part.quantity(),
                                part.origin(),
                                part.configuration().map(Configuration::chosen)))
                        .toList());
    }

    /** The options that are part of it, and of these, without those that somebody does not want. */
    public Stream<Part> parts() {
        return ownParts()
                .flatMap(part -> Stream.concat(
                        Stream.of(part), part.configuration().stream().flatMap(Configuration::parts)));
    }

    /** The options that are part of it, without those of options. */
    public Stream<Part> ownParts() {
        return options.stream().filter(part -> part.quantity() > 0);
    }

    /** Whether the product is put together from the same, whoever or whatever chose it. */
    public boolean comesToTheSameAs(Configuration other) {
        return outcome().equals(other.outcome());
    }

    private Configuration outcome() {
        return new Configuration(
                attributes.stream()
                        .filter(value -> !value.value().isEmpty())
                        .map(value -> new Value(value.id(), value.value(), Origin.USER))
                        .toList(),
                ownParts()
                        .map(part -> new Part(
                                part.groupId(),
                                part.productId(),
                                part.quantity(),
                                Origin.USER,
                                part.configuration().map(Configuration::outcome)))
                        .toList());
    }

    /** How many choices these are, those about options counted. */
    public int size() {
        return attributes.size()
                + options.size()
                + options.stream()
                        .flatMap(part -> part.configuration().stream())
                        .mapToInt(Configuration::size)
                        .sum();
    }
}
