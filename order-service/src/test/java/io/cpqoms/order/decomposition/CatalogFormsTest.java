package io.cpqoms.order.decomposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.order.PartnerName;
import io.cpqoms.order.TaskName;
import io.cpqoms.order.decomposition.FulfilmentRule.Reach;
import io.cpqoms.testkit.shape.GoldenForms;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.ProductId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Catalog versions that any release stored are read as what they were. */
class CatalogFormsTest {

    private static final GoldenForms FORMS = new GoldenForms("catalog-rules");

    private static final CatalogRules RULES = new CatalogRules(
            new CatalogVersionId(new UUID(0x0198c0de00007000L, 1)),
            Map.of(
                    new ProductId("11"),
                    List.of(
                            rule("reserve", "warehouse", Reach.LINE, true),
                            rule("ship", "warehouse", Reach.ORDER, true, "reserve"),
                            rule("bill", "billing", Reach.ORDER, false, "ship")),
                    new ProductId("12"),
                    List.of(rule("provision", "provisioning", Reach.LINE, true))));

    @Test
    void aCatalogIsReadInEveryForm() {
        int form = CatalogDocuments.RULES.form();

        FORMS.requireWritten(form, "two-products", CatalogDocuments.RULES.write(RULES));

        for (int each = 1; each <= form; each++) {
            assertThat(read(FORMS.read(each, "two-products"))).isEqualTo(RULES);
        }
    }

    @Test
    void aProductMayBeCalledForm() {
        CatalogRules rules = read("""
                {"form":[{"task":"ship","partner":"warehouse","reach":"LINE","dependsOn":[]}]}""");

        assertThat(rules.of(new ProductId("form"))).contains(List.of(rule("ship", "warehouse", Reach.LINE, true)));
    }

    private static CatalogRules read(String document) {
        return CatalogDocuments.RULES.read(document, Map.of("catalogVersionId", RULES.catalogVersionId()));
    }

    private static FulfilmentRule rule(
            String task, String partner, Reach reach, boolean skippable, String... dependsOn) {
        return new FulfilmentRule(
                new TaskName(task),
                new PartnerName(partner),
                reach,
                Stream.of(dependsOn).map(TaskName::new).toList(),
                skippable);
    }
}
