package io.cpqoms.quote.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.testkit.shape.GoldenForms;
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
    void readsTheProductsOfTheFirstRelease() {
        Product product = CatalogDocuments.PRODUCT.read(GOLDEN.read(1, "cheese"));

        assertThat(product.productId().value()).isEqualTo("11");
        assertThat(product.fulfilment())
                .extracting(FulfilmentStep::scope)
                .containsExactly(FulfilmentStep.Scope.LINE, FulfilmentStep.Scope.ORDER);
    }
}
