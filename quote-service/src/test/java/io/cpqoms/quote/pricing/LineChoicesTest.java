package io.cpqoms.quote.pricing;

import static io.cpqoms.quote.Samples.eur;
import static io.cpqoms.quote.Samples.priced;
import static io.cpqoms.quote.Samples.reserve;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.quote.configuration.Configuration;
import io.cpqoms.quote.configuration.Lines;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.LineId;
import io.cpqoms.values.Percentage;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Quantity;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is said of lines that cannot be put together as they are. */
@Tag("DOM-02")
class LineChoicesTest {

    private static final Product LINE = new Product(
            new ProductId("line"),
            "Line",
            "any",
            false,
            priced(eur("1.00")),
            List.of(reserve()),
            Optional.of(Lines.line()));

    @Test
    void aRepairIsLookedForAboutTheFirstThreeOnly() {
        List<QuoteLine> lines = IntStream.range(0, 5).mapToObj(at -> gigabit()).toList();

        List<LineChoices.Invalid> invalid = new LineChoices("EUR", catalog()).invalid(lines);

        assertThat(invalid)
                .hasSize(5)
                .allSatisfy(line -> assertThat(line.breaches()).isNotEmpty());
        assertThat(invalid)
                .extracting(line -> line.repair().isPresent())
                .containsExactly(true, true, true, false, false);
    }

    private static QuoteLine gigabit() {
        return new QuoteLine(
                new LineId(UUID.randomUUID()),
                LINE.productId(),
                new Quantity(1),
                Percentage.ZERO,
                null,
                Optional.empty(),
                List.of(),
                Optional.of(new Configuration(List.of(Lines.bandwidth("1000")), List.of())));
    }

    private static PinnedCatalog catalog() {
        return new PinnedCatalog() {
            @Override
            public CatalogVersionId id() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Optional<Product> product(ProductId productId) {
                return Optional.of(LINE).filter(line -> line.productId().equals(productId));
            }
        };
    }
}
