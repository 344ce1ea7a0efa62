package io.cpqoms.quote.catalog.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.quote.configuration.Condition;
import io.cpqoms.quote.configuration.Rule;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Token;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rule between choices, as clients write and read it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ConfigurationRule")
record RuleBody(
        @NotNull @Pattern(regexp = Token.PATTERN, message = Token.RULE) @Schema(examples = "fastNeedsPro")
        String id,

        @NotBlank
        @Size(max = 300)
        @Schema(
                description = "What a salesperson reads when it is broken.",
                examples = "A gigabit line needs the professional router.")
        String sentence,

        @NotNull
        @Pattern(
                regexp = "requires|excludes|implies|constraint",
                message = "must be requires, excludes, implies or constraint")
        @Schema(enumeration = {"requires", "excludes", "implies", "constraint"})
        String kind,

        @Valid @Schema(description = "When the rule applies; always when absent.") @Nullable
        ConditionBody when,

        @NotNull
        @Valid
        @Schema(
                description =
                        "What must hold then; of an exclusion what must not, of an implication what is chosen by it.")
        ConditionBody then) {

    /** What a rule looks at; all and any are of leaves, because who needs more writes another rule. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "ConfigurationCondition",
            description = "One of selected, attribute, all and any.",
            examples = "{\"selected\":\"router-pro\",\"not\":false}")
    record ConditionBody(
            @Pattern(regexp = Token.PATTERN, message = Token.RULE)
            @Schema(description = "An option is chosen.")
            @Nullable
            String selected,

            @Valid @Schema(description = "An attribute compares.") @Nullable
            ComparedBody attribute,

            @Size(min = 1, max = 50) @Schema(description = "All of them hold.") @Nullable
            List<@Valid @NotNull LeafBody> all,

            @Size(min = 1, max = 50) @Schema(description = "At least one of them holds.") @Nullable
            List<@Valid @NotNull LeafBody> any,

            @Schema(description = "Turns it into its contrary.") @Nullable
            Boolean not) {

        Condition condition() {
            return negated(
                    Boolean.TRUE.equals(not),
                    one(
                            leaf(selected, attribute),
                            all == null ? null : new Condition.All(conditions(all)),
                            any == null ? null : new Condition.Any(conditions(any))));
        }

        static ConditionBody of(Condition condition) {
            return switch (condition) {
                case Condition.Not(var of) -> {
                    ConditionBody body = of(of);
                    yield new ConditionBody(
                            body.selected, body.attribute, body.all, body.any, body.not == null ? true : null);
                }
                case Condition.All(var of) -> new ConditionBody(null, null, leaves(of), null, null);
                case Condition.Any(var of) -> new ConditionBody(null, null, null, leaves(of), null);
                case Condition.Selected selected -> of(LeafBody.of(selected));
                case Condition.Compared compared -> of(LeafBody.of(compared));
            };
        }

        private static ConditionBody of(LeafBody leaf) {
            return new ConditionBody(leaf.selected, leaf.attribute, null, null, leaf.not);
        }

        private static List<Condition> conditions(List<LeafBody> leaves) {
            return leaves.stream().map(LeafBody::condition).toList();
        }

        private static List<LeafBody> leaves(List<Condition> conditions) {
            return conditions.stream().map(LeafBody::of).toList();
        }
    }

    /** A condition that has none in it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "ConfigurationLeaf",
            description = "One of selected and attribute.",
            examples = "{\"selected\":\"router-pro\",\"not\":false}")
    record LeafBody(
            @Pattern(regexp = Token.PATTERN, message = Token.RULE)
            @Schema(description = "An option is chosen.")
            @Nullable
            String selected,

            @Valid @Schema(description = "An attribute compares.") @Nullable
            ComparedBody attribute,

            @Schema(description = "Turns it into its contrary.") @Nullable
            Boolean not) {

        Condition condition() {
            return negated(Boolean.TRUE.equals(not), one(leaf(selected, attribute)));
        }

        static LeafBody of(Condition condition) {
            return switch (condition) {
                case Condition.Selected(var option) -> new LeafBody(option.value(), null, null);
                case Condition.Compared compared -> new LeafBody(null, ComparedBody.of(compared), null);
                case Condition.Not(var of) -> {
                    LeafBody leaf = of(of);
                    yield new LeafBody(leaf.selected, leaf.attribute, leaf.not == null ? true : null);
                }
                case Condition.All all -> throw new IllegalStateException("no leaf");
                case Condition.Any any -> throw new IllegalStateException("no leaf");
            };
        }
    }

    /** An attribute and what it compares with. */
    @Schema(name = "ConfigurationComparison")
    record ComparedBody(
            @NotNull @Pattern(regexp = Token.PATTERN, message = Token.RULE) @Schema(examples = "bandwidth")
            String id,

            @NotNull
            @Pattern(regexp = "is|atLeast|atMost", message = "must be is, atLeast or atMost")
            @Schema(
                    enumeration = {"is", "atLeast", "atMost"},
                    examples = "atLeast")
            String comparison,

            @NotBlank @Size(max = 100) @Schema(examples = "1000")
            String value) {

        Condition condition() {
            return new Condition.Compared(
                    id,
                    Arrays.stream(Condition.Comparison.values())
                            .filter(known -> known.label().equals(comparison))
                            .findFirst()
                            .orElseThrow(),
                    value);
        }

        static ComparedBody of(Condition.Compared compared) {
            return new ComparedBody(compared.attribute(), compared.comparison().label(), compared.value());
        }
    }

    /** @throws IllegalArgumentException when a condition is none; the message says which */
    Rule rule() {
        try {
            return new Rule(
                    id,
                    sentence,
                    Rule.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                    when == null ? Condition.ALWAYS : when.condition(),
                    then.condition());
        } catch (IllegalArgumentException objection) {
            throw new IllegalArgumentException("rule " + id + ": " + objection.getMessage(), objection);
        }
    }

    static RuleBody of(Rule rule) {
        return new RuleBody(
                rule.id(),
                rule.sentence(),
                rule.kind().label(),
                rule.when().equals(Condition.ALWAYS) ? null : ConditionBody.of(rule.when()),
                ConditionBody.of(rule.then()));
    }

    private static @Nullable Condition leaf(@Nullable String selected, @Nullable ComparedBody attribute) {
        if (selected != null && attribute != null) {
            throw new IllegalArgumentException("a condition is one of selected, attribute, all and any");
        }
        return selected != null
                ? new Condition.Selected(new ProductId(selected))
                : attribute == null ? null : attribute.condition();
    }

    private static Condition one(@Nullable Condition... said) {
        List<Condition> there = Stream.of(said).filter(Objects::nonNull).toList();
        if (there.size() != 1) {
            throw new IllegalArgumentException("a condition is one of selected, attribute, all and any");
        }
        return there.getFirst();
    }

    private static Condition negated(boolean not, Condition condition) {
        return not ? new Condition.Not(condition) : condition;
    }
}
