package io.cpqoms.quote.lifecycle.web;

import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.quote.configuration.Configuration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says in words what changed about what a product is put together from. */
final class ConfigurationWords {

    private ConfigurationWords() {}

    static List<String> changes(Optional<Configuration> before, Optional<Configuration> after, PinnedCatalog catalog) {
        Map<String, String> was = said(before, catalog);
        Map<String, String> is = said(after, catalog);
        Set<String> names = new LinkedHashSet<>(is.keySet());
        names.addAll(was.keySet());
        List<String> changes = new ArrayList<>();
        for (String name : names) {
            String former = was.getOrDefault(name, "none");
            String present = is.getOrDefault(name, "none");
            if (!former.equals(present)) {
                changes.add(name + " " + former + " → " + present);
            }
        }
        return changes;
    }

    private static Map<String, String> said(Optional<Configuration> configuration, PinnedCatalog catalog) {
        Map<String, String> said = new LinkedHashMap<>();
        configuration.ifPresent(choices -> say("", choices, said, catalog));
        return said;
    }

    private static void say(String within, Configuration choices, Map<String, String> said, PinnedCatalog catalog) {
        choices.attributes().stream()
                .filter(value -> !value.value().isEmpty())
                .forEach(value -> said.put(within + value.id(), value.value()));
        choices.ownParts().forEach(part -> {
            String name = within
                    + catalog.product(part.productId())
                            .map(Product::name)
                            .orElse(part.productId().value());
            said.put(name, Integer.toString(part.quantity()));
            part.configuration().ifPresent(below -> say(name + " / ", below, said, catalog));
        });
    }
}
