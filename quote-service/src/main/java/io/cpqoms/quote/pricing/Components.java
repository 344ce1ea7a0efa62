package io.cpqoms.quote.pricing;

import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.configuration.Configuration;
import io.cpqoms.values.LineId;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Quantity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The lines of a quote with what they are put together from: a line with options is followed by a line for each. Such a line has the discount of
 * the one that it belongs to, with its reason, its own charges at list prices, and as many units as the option has in each unit above it. What was
 * agreed or said of single charges is about the charges of the bundle itself.
 */
public final class Components {

    private final List<Component> all = new ArrayList<>();
    private final List<LineFault> faults = new ArrayList<>();

    private Components() {}

    private record Component(QuoteLine line, LineRole role, Optional<LineId> parent) {}

    /** The components of lines whose configurations are complete. */
    public static Components of(List<QuoteLine> lines) {
        Components components = new Components();
        for (int index = 0; index < lines.size(); index++) {
            components.add(index, lines.get(index));
        }
        return components;
    }

    private void add(int index, QuoteLine line) {
        Optional<Configuration> configuration = line.configuration();
        boolean isBundle = configuration.stream()
                .flatMap(Configuration::ownParts)
                .findAny()
                .isPresent();
        all.add(new Component(line, isBundle ? LineRole.BUNDLE : LineRole.PRODUCT, Optional.empty()));
        configuration.ifPresent(choices -> add(index, line, line, "", choices));
    }

    private void add(int index, QuoteLine root, QuoteLine parent, String way, Configuration choices) {
        for (Configuration.Part part : choices.ownParts().toList()) {
            long quantity = (long) parent.quantity().value() * part.quantity();
            if (quantity > Quantity.MAX) {
                faults.add(new LineFault(
                        index,
                        "configuration",
                        "there would be " + quantity + " of option " + part.productId() + "; a line has at most "
                                + Quantity.MAX));
                continue;
            }
            String place = way + "/" + part.productId();
            QuoteLine line = new QuoteLine(
                    id(root.lineId(), place),
                    part.productId(),
                    new Quantity((int) quantity),
                    root.discount(),
                    null,
                    root.reason(),
                    List.of(),
                    Optional.empty());
            Configuration below = part.configuration().orElse(Configuration.NOTHING);
            boolean isBundle = below.ownParts().findAny().isPresent();
            all.add(new Component(line, isBundle ? LineRole.BUNDLE : LineRole.OPTION, Optional.of(parent.lineId())));
            add(index, root, line, place, below);
        }
    }

    /** The same line and the same way give the same id, so a component keeps its id from price to price and from revision to revision. */
    private static LineId id(LineId root, String way) {
        return new LineId(UUID.nameUUIDFromBytes((root + way).getBytes(StandardCharsets.UTF_8)));
    }

    /** The lines, each followed by its components. */
    public List<QuoteLine> lines() {
        return all.stream().map(Component::line).toList();
    }

    /** Why components cannot be quoted; the index is that of the line they belong to. */
    public List<LineFault> faults() {
        return List.copyOf(faults);
    }

    /** The price of all. */
    public PricedQuote price(String currency, PinnedCatalog catalog) {
        PricedQuote price = Pricing.price(lines(), currency, catalog);
        List<PricedLine> placed = new ArrayList<>();
        for (int index = 0; index < all.size(); index++) {
            Component component = all.get(index);
            placed.add(price.lines().get(index).at(component.role(), component.parent()));
        }
        return new PricedQuote(placed, price.totals(), price.maxDiscount(), price.evidenceHash());
    }

    /** The products of all. */
    List<ProductId> products() {
        return all.stream().map(component -> component.line().productId()).toList();
    }
}
