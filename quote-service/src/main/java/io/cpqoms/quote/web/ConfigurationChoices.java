package io.cpqoms.quote.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.quote.configuration.Configuration;
import io.cpqoms.quote.configuration.Configuration.Origin;
import io.cpqoms.quote.configuration.Configuration.Part;
import io.cpqoms.quote.configuration.Configuration.Value;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Token;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Choices about a product, flat: a choice about an option says within which. Clients read them completed and may send back what they read: what is
 * not by the user is completed anew, so whoever leaves a choice out takes back with it what it brought.
 */
@Schema(name = "ConfigurationChoices", examples = "{\"attributes\":[],\"options\":[]}")
public record ConfigurationChoices(
        @NotNull @Size(max = 1000) List<@Valid @NotNull ValueChoice> attributes,
        @NotNull @Size(max = 1000) List<@Valid @NotNull OptionChoice> options) {

    private static final String WITHIN = Token.PATTERN + "(/" + Token.PATTERN + "){0,3}";
    private static final String WITHIN_RULE = "must name options, the outermost first, with slashes between them";
    private static final String BY = "user|default|rule";
    private static final String BY_RULE = "must be user, default or rule";

    /** The value of an attribute. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AttributeChoice")
    public record ValueChoice(
            @Pattern(regexp = WITHIN, message = WITHIN_RULE)
            @Schema(description = "The option that it is said about; the product itself when absent.")
            @Nullable
            String within,

            @NotNull @Pattern(regexp = Token.PATTERN, message = Token.RULE) @Schema(examples = "bandwidth")
            String id,

            @NotNull
            @Size(max = 100)
            @Schema(description = "As text; empty where it shall have none.", examples = "1000")
            String value,

            @Pattern(regexp = BY, message = BY_RULE)
            @Schema(
                    description = "Who or what chose it; the user when absent.",
                    enumeration = {"user", "default", "rule"})
            @Nullable
            String by,

            @Pattern(regexp = Token.PATTERN, message = Token.RULE)
            @Schema(description = "The rule that chose it.")
            @Nullable
            String rule) {}

    /** An option and how many of it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "OptionChoice")
    public record OptionChoice(
            @Pattern(regexp = WITHIN, message = WITHIN_RULE)
            @Schema(description = "The option that it is an option of; the product itself when absent.")
            @Nullable
            String within,

            @NotNull @Pattern(regexp = Token.PATTERN, message = Token.RULE) @Schema(examples = "router")
            String groupId,

            @NotNull @Pattern(regexp = Token.PATTERN, message = Token.RULE) @Schema(examples = "router-pro")
            String productId,

            @NotNull
            @Min(0)
            @Max(1_000_000)
            @Schema(
                    description = "How many in one of the product; zero where it shall not be part of it.",
                    examples = "1")
            Integer quantity,

            @Pattern(regexp = BY, message = BY_RULE)
            @Schema(
                    description = "Who or what chose it; the user when absent.",
                    enumeration = {"user", "default", "rule"})
            @Nullable
            String by,

            @Pattern(regexp = Token.PATTERN, message = Token.RULE)
            @Schema(description = "The rule that chose it.")
            @Nullable
            String rule) {

        private String place() {
            return within == null ? productId : within + "/" + productId;
        }
    }

    /**
     * What the user chose.
     *
     * @throws IllegalArgumentException when a choice lies within an option that is not among them or not by the user, or is
     *     there twice
     */
    public Configuration chosen() {
        Map<String, List<ValueChoice>> values = attributes.stream()
                .filter(value -> isUsers(value.by))
                .collect(Collectors.groupingBy(value -> within(value.within)));
        Map<String, List<OptionChoice>> parts = options.stream()
                .filter(option -> isUsers(option.by))
                .collect(Collectors.groupingBy(option -> within(option.within)));
        // What lies within an option that is listed twice would be there twice, and within that four times, and so on.
        values.forEach((place, here) -> requireOnce(place, "attribute ", here, ValueChoice::id));
        parts.forEach((place, here) -> requireOnce(place, "option ", here, OptionChoice::productId));
        Set<String> places = new HashSet<>(Set.of(""));
        parts.values().forEach(here -> here.forEach(option -> places.add(option.place())));
        values.keySet().forEach(place -> require(places, place));
        parts.keySet().forEach(place -> require(places, place));
        return within("", values, parts);
    }

    private static <T> void requireOnce(String place, String kind, List<T> here, Function<T, String> name) {
        Set<String> seen = new HashSet<>();
        for (T choice : here) {
            if (!seen.add(name.apply(choice))) {
                throw new IllegalArgumentException((place.isEmpty() ? "" : "within " + place + " ") + kind
                        + name.apply(choice) + " is listed twice");
            }
        }
    }

    private static void require(Set<String> places, String within) {
        if (!places.contains(within)) {
            throw new IllegalArgumentException("within " + within + " nothing is chosen by the user");
        }
    }

    private static boolean isUsers(@Nullable String by) {
        return by == null || by.equals(Configuration.By.USER.label());
    }

    private static String within(@Nullable String within) {
        return within == null ? "" : within;
    }

    private static Configuration within(
            String place, Map<String, List<ValueChoice>> values, Map<String, List<OptionChoice>> parts) {
        return new Configuration(
                values.getOrDefault(place, List.of()).stream()
                        .map(value -> new Value(value.id, value.value, Origin.USER))
                        .toList(),
                parts.getOrDefault(place, List.of()).stream()
                        .map(option -> new Part(
                                option.groupId,
                                new ProductId(option.productId),
                                option.quantity,
                                Origin.USER,
                                Optional.of(within(option.place(), values, parts))
                                        .filter(below -> below.size() > 0)))
                        .toList());
    }

    /** The choices of a configuration, those about options after them. */
    public static ConfigurationChoices of(Configuration configuration) {
        ConfigurationChoices choices = new ConfigurationChoices(new ArrayList<>(), new ArrayList<>());
        choices.add(null, configuration);
        return choices;
    }

    private void add(@Nullable String within, Configuration configuration) {
        for (Value value : configuration.attributes()) {
            attributes.add(new ValueChoice(
                    within,
                    value.id(),
                    value.value(),
                    value.origin().by().label(),
                    value.origin().rule().orElse(null)));
        }
        for (Part part : configuration.options()) {
            OptionChoice option = new OptionChoice(
                    within,
                    part.groupId(),
                    part.productId().value(),
                    part.quantity(),
                    part.origin().by().label(),
                    part.origin().rule().orElse(null));
            options.add(option);
            part.configuration().ifPresent(below -> add(option.place(), below));
        }
    }
}
