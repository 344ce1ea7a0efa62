package io.cpqoms.quote.pricing;

import io.cpqoms.quote.catalog.UnitPrices;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import java.util.Optional;

/**
 * What a line says of one of its charges.
 *
 * @param discount in place of the line's
 * @param agreedUnitPrice in place of the catalog's
 */
public record ChargeTerms(String chargeId, Optional<Percentage> discount, Optional<Money> agreedUnitPrice) {

    public ChargeTerms {
        agreedUnitPrice.ifPresent(UnitPrices::require);
    }
}
