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
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Choices about a product, flat: a choice about an option says within which. Clients read them completed and may send back what they read: what is
 * not by the user is completed anew, so whoever leaves a choice out takes back with it what it brought.
 */
@Schema(name = "Configuration", examples = "{\"attributes\":[],\"options\":[]}")
public record ConfigurationChoices(
        @NotNull @Size(max = 500) List<@Valid @NotNull ValueChoice> attributes,
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
     * @throws IllegalArgumentException when a choice lies within an option that is not among them, or not by the user
     */
    public Configuration chosen() {
        Set<String> places = new HashSet<>(Set.of(""));
        options.stream().filter(option -> isUsers(option.by)).forEach(option -> places.add(option.place()));
        attributes.stream().filter(value -> isUsers(value.by)).forEach(value -> require(places, value.within));
        options.stream().filter(option -> isUsers(option.by)).forEach(option -> require(places, option.within));
        return within(null);
    }

    private static void require(Set<String> places, @Nullable String within) {
        if (within != null && !places.contains(within)) {
            throw new IllegalArgumentException("within " + within + " nothing is chosen by the user");
        }
    }

    private static boolean isUsers(@Nullable String by) {
        return by == null || by.equals(Configuration.By.USER.label());
    }

    private Configuration within(@Nullable String place) {
        return new Configuration(
                attributes.stream()
                        .filter(value -> isUsers(value.by) && same(place, value.within))
                        .map(value -> new Value(value.id, value.value, Origin.USER))
                        .toList(),
                options.stream()
                        .filter(option -> isUsers(option.by) && same(place, option.within))
                        .map(option -> new Part(
                                option.groupId,
                                new ProductId(option.productId),
                                option.quantity,
                                Origin.USER,
                                Optional.of(within(option.place())).filter(below -> below.size() > 0)))
                        .toList());
    }

    private static boolean same(@Nullable String place, @Nullable String within) {
        return Optional.ofNullable(place).equals(Optional.ofNullable(within));
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
