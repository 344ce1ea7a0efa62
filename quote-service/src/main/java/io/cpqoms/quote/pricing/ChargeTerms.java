package io.cpqoms.quote.pricing;

import io.cpqoms.quote.catalog.UnitPrices;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /** Whether two lists say the same of each charge: in whatever order, and however many zeros a number is written with. */
    public static boolean same(List<ChargeTerms> one, List<ChargeTerms> other) {
        return byCharge(one).equals(byCharge(other));
    }

    private static Map<String, ChargeTerms> byCharge(List<ChargeTerms> terms) {
        return terms.stream().collect(Collectors.toMap(ChargeTerms::chargeId, ChargeTerms::plain));
    }

    private ChargeTerms plain() {
        return new ChargeTerms(
                chargeId,
                discount.map(percent -> new Percentage(percent.value().stripTrailingZeros())),
                agreedUnitPrice.map(price -> new Money(price.amount().stripTrailingZeros(), price.currency())));
    }
}
