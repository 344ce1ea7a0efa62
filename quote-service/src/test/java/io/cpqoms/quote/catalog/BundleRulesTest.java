package io.cpqoms.quote.catalog;

import static io.cpqoms.quote.Samples.eur;
import static io.cpqoms.quote.Samples.priced;
import static io.cpqoms.quote.Samples.reserve;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.quote.catalog.CatalogOutcome.ContentFault;
import io.cpqoms.quote.configuration.Option;
import io.cpqoms.quote.configuration.OptionGroup;
import io.cpqoms.quote.configuration.ProductConfiguration;
import io.cpqoms.values.ProductId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What of bundles is found over the whole version. */
@Tag("DOM-02")
class BundleRulesTest {

    @Test
    void refusesAnOptionThatTheVersionLacks() {
        assertThat(faults(bundle("line", "router"), part("phone")))
                .containsExactly(new ContentFault(
                        "products.line.configuration.options.router", "the version has no such product"));
    }

    @Test
    void refusesABundleThatWouldBePartOfItself() {
        assertThat(faults(bundle("a", "b"), bundle("b", "c", "part"), bundle("c", "a"), part("part")))
                .containsExactly(
                        new ContentFault("products.a.configuration.options", "would be part of itself: a → b → c → a"));
    }

    @Test
    void refusesBundlesThatLieTooDeep() {
        Product[] five = chain(5);
        Product[] six = chain(6);

        assertThat(faults(five)).isEmpty();
        assertThat(faults(six))
                .containsExactly(
                        new ContentFault("products.b0.configuration.options", "bundles lie in bundles at most 5 deep"));
    }

    /** Twenty of twenty of one another, which all come by themselves. */
    @Test
    void refusesBundlesThatComeToMoreThanAQuoteHasRoomFor() {
        List<Product> products = new ArrayList<>();
        for (int level = 0; level < 4; level++) {
            for (int at = 0; at < (level == 0 ? 1 : 20); at++) {
                int below = level + 1;
                products.add(bundle(
                        "b" + level + "-" + at,
                        IntStream.range(0, 20)
                                .mapToObj(part -> "b" + below + "-" + part)
                                .toArray(String[]::new)));
            }
        }
        IntStream.range(0, 20).mapToObj(part -> part("b4-" + part)).forEach(products::add);

        assertThat(faults(products.toArray(Product[]::new)))
                .hasSize(21)
                .contains(new ContentFault(
                        "products.b0-0.configuration.options",
                        "come to 168421 products and 168420 choices while nobody chooses; there is room for 500 and"
                                + " 1000"));
    }

    @Test
    void refusesAProductThatNothingFulfils() {
        Product empty = product("empty", List.of(), Optional.empty());
        Product optional = product("optional", List.of(), Optional.of(configuration(0, "part")));
        Product sound = product("sound", List.of(), Optional.of(configuration(1, "part")));

        assertThat(faults(empty, optional, sound, part("part")))
                .extracting(ContentFault::where)
                .containsExactly("products.empty", "products.optional");
    }

    @Test
    void refusesAPartThatIsAlwaysThereAndCanNoLongerBeQuoted() {
        Product old = new Product(
                new ProductId("old"), "Old", "any", true, priced(eur("1.00")), List.of(reserve()), Optional.empty());
        ProductConfiguration always = new ProductConfiguration(
                List.of(),
                List.of(new OptionGroup("g", "Group", 0, 1, List.of(new Option(old.productId(), 1, 1, 1)))),
                List.of());

        assertThat(faults(product("line", List.of(reserve()), Optional.of(always)), old))
                .containsExactly(new ContentFault(
                        "products.line.configuration.options.old", "is always part of it and can no longer be quoted"));
    }

    @Test
    void namesTheRuleOfAProductThatIsWrongInItself() {
        ProductConfiguration wrong = new ProductConfiguration(
                List.of(),
                List.of(new OptionGroup("g", "Group", 2, 2, List.of(new Option(new ProductId("part"), 0, 1, 0)))),
                List.of());

        assertThat(faults(product("line", List.of(reserve()), Optional.of(wrong)), part("part")))
                .containsExactly(
                        new ContentFault("products.line.configuration.groups.g", "wants at least 2 and has 1 options"));
    }

    private static Product[] chain(int bundles) {
        return Stream.concat(
                        IntStream.range(0, bundles).mapToObj(at -> bundle("b" + at, "b" + (at + 1))),
                        Stream.of(part("b" + bundles)))
                .toArray(Product[]::new);
    }

    private static List<ContentFault> faults(Product... products) {
        BundleRules rules = new BundleRules();
        Set<ProductId> there = new HashSet<>();
        for (Product product : products) {
            rules.look(product);
            there.add(product.productId());
        }
        return rules.faults(wanted -> {
            Set<ProductId> known = new HashSet<>(wanted);
            known.retainAll(there);
            return known;
        });
    }

    private static Product bundle(String id, String... options) {
        return product(id, List.of(reserve()), Optional.of(configuration(1, options)));
    }

    private static Product part(String id) {
        return product(id, List.of(reserve()), Optional.empty());
    }

    private static ProductConfiguration configuration(int min, String... options) {
        return new ProductConfiguration(
                List.of(),
                List.of(new OptionGroup(
                        "g",
                        "Group",
                        min,
                        options.length,
                        Stream.of(options)
                                .map(option -> new Option(new ProductId(option), 0, 1, min))
                                .toList())),
                List.of());
    }

    private static Product product(
            String id, List<FulfilmentStep> steps, Optional<ProductConfiguration> configuration) {
        return new Product(new ProductId(id), "Product " + id, "any", false, priced(eur("1.00")), steps, configuration);
    }
}
