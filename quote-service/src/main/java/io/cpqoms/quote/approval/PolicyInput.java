package io.cpqoms.quote.approval;

import io.cpqoms.quote.pricing.FirstYear;
import io.cpqoms.quote.pricing.PricedQuote;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What the policy looks at, all of it as it is printed: rounded before it is compared.
 *
 * @param maxDiscount the largest effective discount of a charge
 * @param marginPercent what is left above the costs in the first year; nothing where a cost is not known, or nothing is owed
 * @param firstYear what the customer owes in the first year
 * @param given how much less that is than at list prices; nothing where a list price is not known
 * @param productClasses the classes of all products, each once, in order
 */
public record PolicyInput(
        Percentage maxDiscount,
        Optional<BigDecimal> marginPercent,
        Money firstYear,
        Optional<Money> given,
        List<String> productClasses) {

    public PolicyInput {
        productClasses = List.copyOf(productClasses);
    }

    /** What the policy looks at in a price. */
    public static PolicyInput of(PricedQuote price, SortedSet<String> productClasses) {
        FirstYear year = FirstYear.of(price);
        return new PolicyInput(
                price.maxDiscount(), year.marginPercent(), year.owed(), year.given(), List.copyOf(productClasses));
    }
}
