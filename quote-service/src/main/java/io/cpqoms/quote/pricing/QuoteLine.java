package io.cpqoms.quote.pricing;

import io.cpqoms.quote.catalog.UnitPrices;
import io.cpqoms.quote.configuration.Configuration;
import io.cpqoms.values.LineId;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Quantity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted: a product, how many, with which discount.
 *
 * @param discount of every charge that has none of its own
 * @param agreedUnitPrice a contract's unit price, for a product of one charge; the catalog's list price applies when it is absent
 * @param reason why somebody departs from the catalog's price
 * @param charges what is said of single charges
 * @param configuration what was chosen about the product, completed; absent when there is nothing to choose
 */
public record QuoteLine(
        LineId lineId,
        ProductId productId,
        Quantity quantity,
        Percentage discount,
        @Nullable Money agreedUnitPrice,
        Optional<String> reason,
        List<ChargeTerms> charges,
        Optional<Configuration> configuration) {

    public QuoteLine {
        if (agreedUnitPrice != null) {
            UnitPrices.require(agreedUnitPrice);
        }
        charges = List.copyOf(charges);
    }

    /** The products of these lines and of what they are put together from, each once. */
    public static List<ProductId> products(List<QuoteLine> lines) {
        return lines.stream().flatMap(QuoteLine::products).distinct().toList();
    }

    /** The product and what it is put together from. */
    public Stream<ProductId> products() {
        return Stream.concat(
                Stream.of(productId),
                configuration.stream().flatMap(Configuration::parts).map(Configuration.Part::productId));
    }

    /** The same with other choices. */
    public QuoteLine with(Configuration choices) {
        return new QuoteLine(
                lineId, productId, quantity, discount, agreedUnitPrice, reason, charges, Optional.of(choices));
    }

    /** The same wish under another id: what somebody chose, without what rules and defaults added to it. */
    public QuoteLine copied(LineId other) {
        return new QuoteLine(
                other,
                productId,
                quantity,
                discount,
                agreedUnitPrice,
                reason,
                charges,
                configuration.map(Configuration::chosen).filter(chosen -> chosen.size() > 0));
    }

    Optional<ChargeTerms> terms(String chargeId) {
        return charges.stream()
                .filter(terms -> terms.chargeId().equals(chargeId))
                .findFirst();
    }

    /** The discount of a charge: its own, or the line's. */
    Percentage discountOf(String chargeId) {
        return terms(chargeId).flatMap(ChargeTerms::discount).orElse(discount);
    }

    /** The agreed price of a charge: its own, or the line's, which only a line of one charge may have. */
    Optional<Money> agreedOf(String chargeId) {
        return terms(chargeId).flatMap(ChargeTerms::agreedUnitPrice).or(() -> Optional.ofNullable(agreedUnitPrice));
    }
}
