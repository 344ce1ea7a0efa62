package io.cpqoms.quote.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.testkit.shape.GoldenForms;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Products are read in every form they were ever stored in. */
class CatalogFormsTest {

    private static final GoldenForms GOLDEN = new GoldenForms("catalog");

    @Test
    void readsEveryFormAndWritesTheNewest() {
        GOLDEN.requireLifted(2, document -> CatalogDocuments.write(CatalogDocuments.read(document)));
    }

    @Test
    void readsTheBareListOfTheFirstRelease() {
        List<Product> products = CatalogDocuments.read(GOLDEN.read(1, "two-products"));

        assertThat(products).extracting(product -> product.productId().value()).containsExactly("11", "5");
        assertThat(products.getFirst().fulfilment())
                .extracting(FulfilmentStep::scope)
                .containsExactly(FulfilmentStep.Scope.LINE, FulfilmentStep.Scope.ORDER);
    }
}
