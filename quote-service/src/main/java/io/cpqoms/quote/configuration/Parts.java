package io.cpqoms.quote.configuration;

import io.cpqoms.values.ProductId;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Optional;

/** The products that options may be, as the catalog knows them. */
public interface Parts {

    /** The product, if the catalog has it. */
    Optional<Known> part(ProductId product);

    /**
     * What configuration needs to know of a product.
     *
     * @param price its list price in the currency that is compared in, if it has one
     */
    record Known(String name, Optional<BigDecimal> price, Optional<ProductConfiguration> configuration) {}

    /** Says that these will be asked for, so that they can be read at once. */
    default void expect(Collection<ProductId> products) {}

    /** Whether the product could be quoted; one that could not is proposed to nobody. */
    default boolean isQuotable(ProductId product) {
        return true;
    }

    /** The product's name, or its id where it is unknown. */
    default String name(ProductId product) {
        return part(product).map(Known::name).orElse(product.value());
    }
}
