package io.cpqoms.quote.catalog;

import static io.cpqoms.quote.Samples.eur;
import static io.cpqoms.quote.Samples.priced;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.quote.configuration.Lines;
import io.cpqoms.testkit.shape.GoldenForms;
import io.cpqoms.values.ProductId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Products are read in every form they were ever stored in. */
class CatalogFormsTest {

    private static final GoldenForms GOLDEN = new GoldenForms("catalog-product");

    @Test
    void readsEveryFormAndWritesTheNewest() {
        GOLDEN.requireLifted(
                CatalogDocuments.PRODUCT.form(),
                document -> CatalogDocuments.PRODUCT.write(CatalogDocuments.PRODUCT.read(document)));
    }

    @Test
    void keepsWhatMayBeChosenAboutAProduct() {
        Product line = new Product(
                new ProductId("line"),
                "Internet line",
                "access",
                false,
                priced(eur("30.00")),
                List.of(),
                Optional.of(Lines.line()));

        GOLDEN.requireWritten(3, "bundle", CatalogDocuments.PRODUCT.write(line));

        assertThat(CatalogDocuments.PRODUCT.read(GOLDEN.read(3, "bundle"))).isEqualTo(line);
    }

    /** Absent names leave no trace: the goldens of the form were written before there were any. */
    @Test
    void keepsNamesInOtherLanguages() {
        Product router = new Product(
                new ProductId("router"),
                "Router",
                "equipment",
                false,
                priced(eur("30.00")),
                List.of(),
                Optional.empty(),
                Optional.of(LocalizedNames.of(Map.of("id", "Perute", "de", "Netzverteiler"))));

        String written = CatalogDocuments.PRODUCT.write(router);

        assertThat(written).contains("\"names\":{\"byLanguage\":{\"de\":\"Netzverteiler\",\"id\":\"Perute\"}}");
        assertThat(CatalogDocuments.PRODUCT.read(written)).isEqualTo(router);
    }

    @Test
    void readsTheProductsOfTheFirstRelease() {
        Product product = CatalogDocuments.PRODUCT.read(GOLDEN.read(1, "cheese"));

        assertThat(product.productId().value()).isEqualTo("11");
        assertThat(product.fulfilment())
                .extracting(FulfilmentStep::scope)
                .containsExactly(FulfilmentStep.Scope.LINE, FulfilmentStep.Scope.ORDER);
    }
}
