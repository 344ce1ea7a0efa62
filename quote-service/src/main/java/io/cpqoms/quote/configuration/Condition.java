package io.cpqoms.quote.configuration;

import io.cpqoms.values.ProductId;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a rule looks at: a small tree, no language. */
public sealed interface Condition {

    /** An option is chosen. */
    record Selected(ProductId option) implements Condition {}

    /** An attribute has a value that compares; one without a value compares with none. */
    record Compared(String attribute, Comparison comparison, String value) implements Condition {}

    /** All of them hold; of none, so it always holds. */
    record All(List<Condition> of) implements Condition {

        public All {
            of = List.copyOf(of);
        }
    }

    /** At least one of them holds. */
    record Any(List<Condition> of) implements Condition {

        public Any {
            of = List.copyOf(of);
        }
    }

    /** It does not hold. */
    record Not(Condition of) implements Condition {}

    /** How a value compares with another. */
    enum Comparison {
        IS("is"),
        AT_LEAST("atLeast"),
        AT_MOST("atMost");

        private final String label;

        Comparison(String label) {
            this.label = label;
        }

        /** As clients and stored documents call it. */
        public String label() {
            return label;
        }

        boolean holds(String value, String other) {
            return switch (this) {
                case IS -> value.equals(other);
                case AT_LEAST -> numbers(value, other) && Long.parseLong(value) >= Long.parseLong(other);
                case AT_MOST -> numbers(value, other) && Long.parseLong(value) <= Long.parseLong(other);
            };
        }

        private static boolean numbers(String value, String other) {
            return Domain.IntegerRange.isNumber(value) && Domain.IntegerRange.isNumber(other);
        }
    }

    /** Always holds. */
    Condition ALWAYS = new All(List.of());

    /** Whether it holds for these choices. */
    default boolean holds(Predicate<ProductId> selected, Function<String, @Nullable String> value) {
        return switch (this) {
            case Selected(var option) -> selected.test(option);
            case Compared(var attribute, var comparison, var other) -> {
                String is = value.apply(attribute);
                yield is != null && comparison.holds(is, other);
            }
            case All(var of) -> of.stream().allMatch(each -> each.holds(selected, value));
            case Any(var of) -> of.stream().anyMatch(each -> each.holds(selected, value));
            case Not(var of) -> !of.holds(selected, value);
        };
    }

    /** The options and comparisons that it is made of. */
    default Stream<Condition> leaves() {
        return switch (this) {
            case Selected selected -> Stream.of(selected);
            case Compared compared -> Stream.of(compared);
            case All(var of) -> of.stream().flatMap(Condition::leaves);
            case Any(var of) -> of.stream().flatMap(Condition::leaves);
            case Not(var of) -> of.leaves();
        };
    }

    /** Whether it says only what is chosen, so that a rule can make it so. */
    default boolean canBeMade() {
        return switch (this) {
            case Selected selected -> true;
            case Compared(var attribute, var comparison, var value) -> comparison == Comparison.IS;
            case All(var of) -> !of.isEmpty() && of.stream().allMatch(Condition::canBeMade);
            case Any any -> false;
            case Not not -> false;
        };
    }
}
