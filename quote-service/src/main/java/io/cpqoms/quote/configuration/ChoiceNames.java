package io.cpqoms.quote.configuration;

import io.cpqoms.quote.configuration.Configuration.Part;
import io.cpqoms.quote.configuration.Configuration.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds choices that name nothing: they cannot even be completed, so they are refused where they come in. */
public final class ChoiceNames {

    private final Parts parts;
    private final List<String> unknown = new ArrayList<>();

    private ChoiceNames(Parts parts) {
        this.parts = parts;
    }

    /** What is wrong with the names of choices about a product, in sentences; nothing when they can be completed. */
    public static List<String> unknown(ProductConfiguration configuration, Configuration choices, Parts parts) {
        ChoiceNames names = new ChoiceNames(parts);
        names.look(configuration, choices, 1);
        return List.copyOf(names.unknown);
    }

    private void look(ProductConfiguration configuration, Configuration choices, int depth) {
        Set<Object> seen = new HashSet<>();
        for (Value value : choices.attributes()) {
            if (configuration.attribute(value.id()).isEmpty()) {
                unknown.add("there is no attribute " + value.id());
            } else if (!seen.add(value.id())) {
                unknown.add("attribute " + value.id() + " is listed twice");
            }
        }
        for (Part part : choices.options()) {
            if (configuration.option(part.groupId(), part.productId()).isEmpty()) {
                unknown.add("group " + part.groupId() + " has no option " + part.productId());
            } else if (!seen.add(part.productId())) {
                unknown.add("option " + part.productId() + " is listed twice");
            } else {
                part.configuration().ifPresent(below -> below(part, below, depth));
            }
        }
    }

    private void below(Part part, Configuration choices, int depth) {
        Optional<ProductConfiguration> configuration =
                parts.part(part.productId()).flatMap(Parts.Known::configuration);
        if (configuration.isEmpty() || depth == ProductConfiguration.MOST_LEVELS) {
            unknown.add("there is nothing to choose about option " + part.productId());
        } else {
            look(configuration.get(), choices, depth + 1);
        }
    }
}
