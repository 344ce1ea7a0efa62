package io.cpqoms.quote.catalog.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.quote.configuration.Attribute;
import io.cpqoms.quote.configuration.Domain;
import io.cpqoms.quote.configuration.Option;
import io.cpqoms.quote.configuration.OptionGroup;
import io.cpqoms.quote.configuration.ProductConfiguration;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Token;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What may be chosen about a product, as clients write and read it. */
@Schema(name = "ProductConfiguration", examples = "{\"attributes\":[],\"groups\":[],\"rules\":[]}")
record ConfigurationBody(
        @NotNull @Size(max = 100) List<@Valid @NotNull AttributeBody> attributes,
        @NotNull @Size(max = 50) List<@Valid @NotNull GroupBody> groups,
        @NotNull @Size(max = 500) List<@Valid @NotNull RuleBody> rules) {

    /** Something to be said about the product. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ConfigurationAttribute")
    record AttributeBody(
            @NotNull @Pattern(regexp = Token.PATTERN, message = Token.RULE) @Schema(examples = "bandwidth")
            String id,

            @NotBlank @Size(max = 200) @Schema(examples = "Bandwidth")
            String name,

            @NotNull
            @Pattern(regexp = "choice|integer|boolean", message = "must be choice, integer or boolean")
            @Schema(
                    enumeration = {"choice", "integer", "boolean"},
                    examples = "integer")
            String type,

            @Size(max = 100) @Schema(description = "Of a choice: what may be chosen.") @Nullable
            List<@NotBlank @Size(max = 100) String> values,

            @Min(-1_000_000_000) @Max(1_000_000_000) @Schema(description = "Of an integer.", examples = "100") @Nullable
            Integer min,

            @Min(-1_000_000_000)
            @Max(1_000_000_000)
            @Schema(description = "Of an integer.", examples = "1000")
            @Nullable
            Integer max,

            @Size(max = 20) @Schema(examples = "Mbit/s") @Nullable
            String unit,

            @Size(max = 100) @Schema(description = "What it is while nobody says.", examples = "100") @Nullable
            String defaultValue,

            boolean required) {

        Attribute attribute() {
            return new Attribute(
                    id, name, domain(), Optional.ofNullable(unit), Optional.ofNullable(defaultValue), required);
        }

        private Domain domain() {
            return switch (type) {
                case "choice" -> new Domain.Choice(values == null ? List.of() : values);
                case "integer" -> {
                    if (min == null || max == null) {
                        throw new IllegalArgumentException("attribute " + id + " is an integer and needs min and max");
                    }
                    yield new Domain.IntegerRange(min, max);
                }
                default -> new Domain.Flag();
            };
        }

        static AttributeBody of(Attribute attribute) {
            Domain domain = attribute.domain();
            Domain.IntegerRange range = domain instanceof Domain.IntegerRange integer ? integer : null;
            return new AttributeBody(
                    attribute.id(),
                    attribute.name(),
                    switch (domain) {
                        case Domain.Choice choice -> "choice";
                        case Domain.IntegerRange integer -> "integer";
                        case Domain.Flag flag -> "boolean";
                    },
                    domain instanceof Domain.Choice(var values) ? values : null,
                    range == null ? null : Math.toIntExact(range.min()),
                    range == null ? null : Math.toIntExact(range.max()),
                    attribute.unit().orElse(null),
                    attribute.defaultValue().orElse(null),
                    attribute.required());
        }
    }

    /** Options of which some are chosen. */
    @Schema(name = "ConfigurationGroup")
    record GroupBody(
            @NotNull @Pattern(regexp = Token.PATTERN, message = Token.RULE) @Schema(examples = "router")
            String id,

            @NotBlank @Size(max = 200) @Schema(examples = "Router")
            String name,

            @NotNull @Min(0) @Max(500) @Schema(description = "How many different options at least.", examples = "1")
            Integer min,

            @NotNull @Min(1) @Max(500) @Schema(description = "How many different options at most.", examples = "1")
            Integer max,

            @NotNull @Size(min = 1, max = 500) List<@Valid @NotNull OptionBody> options) {

        static GroupBody of(OptionGroup group) {
            return new GroupBody(
                    group.id(),
                    group.name(),
                    group.min(),
                    group.max(),
                    group.options().stream().map(OptionBody::of).toList());
        }
    }

    /** A product that may become part of it. */
    @Schema(name = "ConfigurationOption")
    record OptionBody(
            @NotNull @Pattern(regexp = Token.PATTERN, message = Token.RULE) @Schema(examples = "router-basic")
            String productId,

            @NotNull
            @Min(0)
            @Max(10_000)
            @Schema(description = "How many at least; from 1 on it is always part of the product.", examples = "0")
            Integer min,

            @NotNull @Min(1) @Max(10_000) @Schema(description = "How many at most.", examples = "1")
            Integer max,

            @NotNull
            @Min(0)
            @Max(10_000)
            @Schema(description = "How many while nobody says, if they fit.", examples = "1")
            Integer defaultQuantity) {

        static OptionBody of(Option option) {
            return new OptionBody(option.productId().value(), option.min(), option.max(), option.defaultQuantity());
        }
    }

    /** @throws IllegalArgumentException when it is none; the message says what is wrong */
    ProductConfiguration configuration() {
        return new ProductConfiguration(
                attributes.stream().map(AttributeBody::attribute).toList(),
                groups.stream()
                        .map(group -> new OptionGroup(
                                group.id(),
                                group.name(),
                                group.min(),
                                group.max(),
                                group.options().stream()
                                        .map(option -> new Option(
                                                new ProductId(option.productId()),
                                                option.min(),
                                                option.max(),
                                                option.defaultQuantity()))
                                        .toList()))
                        .toList(),
                rules.stream().map(RuleBody::rule).toList());
    }

    static ConfigurationBody of(ProductConfiguration configuration) {
        return new ConfigurationBody(
                configuration.attributes().stream().map(AttributeBody::of).toList(),
                configuration.groups().stream().map(GroupBody::of).toList(),
                configuration.rules().stream().map(RuleBody::of).toList());
    }
}
