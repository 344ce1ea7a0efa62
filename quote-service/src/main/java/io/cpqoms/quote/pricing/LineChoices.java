package io.cpqoms.quote.pricing;

import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.catalog.PinnedParts;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.quote.configuration.Answer.Breach;
import io.cpqoms.quote.configuration.Answer.Repair;
import io.cpqoms.quote.configuration.ChoiceNames;
import io.cpqoms.quote.configuration.Configuration;
import io.cpqoms.quote.configuration.Configurator;
import io.cpqoms.quote.configuration.Effort;
import io.cpqoms.quote.configuration.ProductConfiguration;
import io.cpqoms.quote.configuration.TooManyParts;
import io.cpqoms.values.LineId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was chosen about the products of lines, held against the catalog that the quote pins. */
public final class LineChoices {

    /** Whoever mends these may ask again about the others. */
    public static final int MOST_REPAIRED = 3;

    private final String currency;
    private final PinnedCatalog catalog;
    private final PinnedParts parts;
    private final Configurator configurator;

    public LineChoices(String currency, PinnedCatalog catalog) {
        this.currency = currency;
        this.catalog = catalog;
        this.parts = new PinnedParts(catalog, currency);
        this.configurator = new Configurator(parts);
    }

    /**
     * A line whose product cannot be put together as it is.
     *
     * @param repair what would mend it; looked for about the first such lines only, and not always found
     */
    public record Invalid(int index, LineId lineId, List<Breach> breaches, Optional<Repair> repair) {

        public Invalid {
            breaches = List.copyOf(breaches);
        }
    }

    /** Why lines cannot be quoted, whether for their own product, for a choice that is none or for what they would be put together from. */
    public List<LineFault> faults(List<QuoteLine> lines) {
        List<LineFault> faults = new ArrayList<>(Pricing.faults(lines, currency, catalog));
        for (int index = 0; index < lines.size(); index++) {
            if (catalog.product(lines.get(index).productId()).isPresent()) {
                faults.addAll(faults(index, lines.get(index)));
            }
        }
        return List.copyOf(faults);
    }

    private List<LineFault> faults(int index, QuoteLine line) {
        Optional<Configuration> choices = line.configuration();
        Optional<ProductConfiguration> configuration = configuration(line);
        if (configuration.isEmpty()) {
            return choices.isEmpty()
                    ? List.of()
                    : List.of(fault(index, "there is nothing to choose about product " + line.productId()));
        }
        List<String> unknown = choices.map(chosen -> ChoiceNames.unknown(configuration.get(), chosen, parts))
                .orElse(List.of());
        if (!unknown.isEmpty()) {
            return unknown.stream().map(message -> fault(index, message)).toList();
        }
        try {
            return ofComponents(index, completed(line));
        } catch (TooManyParts tooMany) {
            return List.of(fault(index, tooMany.sentence()));
        }
    }

    private List<LineFault> ofComponents(int index, QuoteLine line) {
        Components components = Components.of(List.of(line));
        List<QuoteLine> below = components.lines().subList(1, components.lines().size());
        List<LineFault> faults = new ArrayList<>();
        components.faults().forEach(fault -> faults.add(fault(index, fault.message())));
        Pricing.faults(below, currency, catalog)
                .forEach(fault -> faults.add(
                        fault(index, "option " + below.get(fault.index()).productId() + ": " + fault.message())));
        return faults;
    }

    private static LineFault fault(int index, String message) {
        return new LineFault(index, "configuration", message);
    }

    /** The line with what rules and defaults add to the choices; what was chosen about another catalog version's product is looked at anew. */
    public QuoteLine completed(QuoteLine line) {
        return configuration(line)
                .map(configuration -> line.with(configurator.complete(
                        configuration, line.configuration().orElse(Configuration.NOTHING))))
                .orElse(line);
    }

    /** The lines that cannot be priced, with what is wrong and for the first of them what would mend it. */
    public List<Invalid> invalid(List<QuoteLine> lines) {
        List<Invalid> invalid = new ArrayList<>();
        Effort effort = Effort.ofRequest();
        for (int index = 0; index < lines.size(); index++) {
            QuoteLine line = lines.get(index);
            Optional<ProductConfiguration> configuration = configuration(line);
            if (configuration.isPresent()) {
                List<Breach> breaches = configurator.breaches(configuration.get(), chosen(line));
                if (!breaches.isEmpty()) {
                    Optional<Repair> repair = invalid.size() < MOST_REPAIRED
                            ? configurator
                                    .answer(configuration.get(), chosen(line), effort)
                                    .repair()
                            : Optional.empty();
                    invalid.add(new Invalid(index, line.lineId(), breaches, repair));
                }
            }
        }
        return invalid;
    }

    private static Configuration chosen(QuoteLine line) {
        return line.configuration().orElse(Configuration.NOTHING);
    }

    private Optional<ProductConfiguration> configuration(QuoteLine line) {
        return catalog.product(line.productId()).flatMap(Product::configuration);
    }
}
