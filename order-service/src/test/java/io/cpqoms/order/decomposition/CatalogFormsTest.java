package io.cpqoms.order.decomposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.order.PartnerName;
import io.cpqoms.order.TaskName;
import io.cpqoms.order.decomposition.CatalogDocuments.ProductRules;
import io.cpqoms.order.decomposition.FulfilmentRule.Reach;
import io.cpqoms.testkit.shape.GoldenForms;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules of products that any release stored are read as what they were. */
class CatalogFormsTest {

    private static final GoldenForms FORMS = new GoldenForms("product-rules");

    private static final ProductRules CHEESE = new ProductRules(List.of(
            rule("reserve", "warehouse", Reach.LINE, true),
            rule("ship", "warehouse", Reach.ORDER, true, "reserve"),
            rule("bill", "billing", Reach.ORDER, false, "ship")));
    private static final ProductRules LINE =
            new ProductRules(List.of(rule("provision", "provisioning", Reach.LINE, true)));

    @Test
    void theRulesOfAProductAreReadInEveryForm() {
        int form = CatalogDocuments.RULES.form();

        FORMS.requireWritten(form, "cheese", CatalogDocuments.RULES.write(CHEESE));
        FORMS.requireWritten(form, "line", CatalogDocuments.RULES.write(LINE));

        for (int each = 1; each <= form; each++) {
            assertThat(CatalogDocuments.RULES.read(FORMS.read(each, "cheese"))).isEqualTo(CHEESE);
            assertThat(CatalogDocuments.RULES.read(FORMS.read(each, "line"))).isEqualTo(LINE);
        }
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
