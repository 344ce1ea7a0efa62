package io.cpqoms.order.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.order.decomposition.FulfilmentRule;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whose work is owed, as long as the catalog has no word for it. */
@Tag("O1")
class StepsConfigTest {

    @Test
    void billingIsOwedUnlessTheSettingsSayOtherwise() throws Exception {
        assertThat(skippable(Map.of())).containsExactly(true, false, true);
    }

    @Test
    void theSettingsNameWhoseWorkIsOwed() throws Exception {
        assertThat(skippable(Map.of("cpq.order.steps.never-skipped-partners", "billing,sap-fi")))
                .containsExactly(true, false, false);
    }

    private static List<Boolean> skippable(Map<String, String> properties) throws Exception {
        StepsConfig steps = new SmallRyeConfigBuilder()
                .withMapping(StepsConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(StepsConfig.class);
        CatalogPartContract part = new ObjectMapper().readValue("""
                {"catalogVersionId":"0198c0de-0000-7000-8000-000000000001","part":1,"products":[{"productId":"11","fulfilment":[
                 {"task":"ship","partner":"warehouse","scope":"order","dependsOn":[]},
                 {"task":"bill","partner":"billing","scope":"order","dependsOn":["ship"]},
                 {"task":"post","partner":"sap-fi","scope":"order","dependsOn":["bill"]}]}]}""", CatalogPartContract.class);

        return part.rules(steps).getFirst().rules().stream()
                .map(FulfilmentRule::skippable)
                .toList();
    }
}
