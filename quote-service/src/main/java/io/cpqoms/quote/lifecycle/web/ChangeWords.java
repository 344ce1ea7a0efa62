package io.cpqoms.quote.lifecycle.web;

import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.quote.lifecycle.RevisionComparison.LineChange;
import io.cpqoms.quote.lifecycle.RevisionComparison.Side;
import io.cpqoms.quote.pricing.ChargeTerms;
import io.cpqoms.quote.pricing.QuoteLine;
import io.cpqoms.values.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says a change of a line in a sentence. */
final class ChangeWords {

    private ChangeWords() {}

    static String of(LineChange change, PinnedCatalog catalog) {
        String sentence = change.before().isPresent() && change.after().isPresent()
                ? changed(change.before().get(), change.after().get(), catalog)
                : change.kind() + ": " + side(change.after().or(change::before).orElseThrow(), catalog);
        return sentence + change.difference().map(net -> "; net " + signed(net)).orElse("");
    }

    private static String changed(Side before, Side after, PinnedCatalog catalog) {
        QuoteLine was = before.line();
        QuoteLine is = after.line();
        List<String> parts = new ArrayList<>();
        if (!was.productId().equals(is.productId())) {
            parts.add("product " + replaced(before, after, catalog));
        }
        part(parts, "quantity", "" + was.quantity().value(), "" + is.quantity().value());
        part(parts, "discount", discount(was), discount(is));
        part(parts, "agreed unit price", agreed(was), agreed(is));
        if (!ChargeTerms.same(was.charges(), is.charges())) {
            part(parts, "terms of charges", terms(was), terms(is));
        }
        parts.addAll(ConfigurationWords.changes(was.configuration(), is.configuration(), catalog));
        return product(before, catalog) + ": " + (parts.isEmpty() ? "priced anew" : String.join(", ", parts));
    }

    /** By name, and where two products are called the same, by id. */
    private static String replaced(Side before, Side after, PinnedCatalog catalog) {
        String was = product(before, catalog);
        String is = product(after, catalog);
        return was.equals(is) ? before.line().productId() + " → " + after.line().productId() : was + " → " + is;
    }

    private static void part(List<String> parts, String name, String was, String is) {
        if (!was.equals(is)) {
            parts.add(name + " " + was + " → " + is);
        }
    }

    private static String side(Side side, PinnedCatalog catalog) {
        QuoteLine line = side.line();
        return line.quantity().value() + " × " + product(side, catalog) + " with " + discount(line) + " discount";
    }

    private static String discount(QuoteLine line) {
        return line.discount().value().stripTrailingZeros().toPlainString() + " %";
    }

    private static String product(Side side, PinnedCatalog catalog) {
        return catalog.product(side.line().productId())
                .map(Product::name)
                .orElse(side.line().productId().value());
    }

    private static String agreed(QuoteLine line) {
        return Optional.ofNullable(line.agreedUnitPrice())
                .map(price -> price.currency() + " " + price.text())
                .orElse("none");
    }

    private static String terms(QuoteLine line) {
        return line.charges().isEmpty()
                ? "none"
                : line.charges().stream().map(ChangeWords::terms).collect(Collectors.joining(", "));
    }

    private static String terms(ChargeTerms terms) {
        return terms.chargeId()
                + terms.discount()
                        .map(percent ->
                                " less " + percent.value().stripTrailingZeros().toPlainString() + " %")
                        .orElse("")
                + terms.agreedUnitPrice()
                        .map(price -> " at " + price.currency() + " " + price.text())
                        .orElse("");
    }

    private static String signed(Money money) {
        return (money.amount().signum() > 0 ? "+" : "") + money.text() + " " + money.currency();
    }
}
