package io.cpqoms.order.integration;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cpqoms.messaging.BadMessage;
import io.cpqoms.order.PartnerName;
import io.cpqoms.order.TaskName;
import io.cpqoms.order.decomposition.CatalogParts;
import io.cpqoms.order.decomposition.FulfilmentRule;
import io.cpqoms.values.ProductId;
import java.util.List;
import java.util.UUID;

/** The fields of {@code cpq.catalog.CatalogPartPublished.v1} that fulfilment needs. */
@JsonIgnoreProperties(ignoreUnknown = true)
record CatalogPartContract(UUID catalogVersionId, int part, List<Product> products) {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Product(String productId, List<Step> fulfilment) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Step(String task, String partner, String scope, List<String> dependsOn) {

        FulfilmentRule rule(StepsConfig steps) {
            return new FulfilmentRule(
                    new TaskName(task),
                    new PartnerName(partner),
                    FulfilmentRule.Reach.named(scope)
                            .orElseThrow(() -> new BadMessage("A task's scope is line or order, was " + scope)),
                    dependsOn.stream().map(TaskName::new).toList(),
                    // The contract has no word for it yet; until it has, the settings say whose work is owed.
                    !steps.neverSkippedPartners().contains(partner));
        }
    }

    List<CatalogParts.ProductRules> rules(StepsConfig steps) {
        return products.stream()
                .map(product -> new CatalogParts.ProductRules(
                        new ProductId(product.productId()),
                        product.fulfilment().stream()
                                .map(step -> step.rule(steps))
                                .toList()))
                .toList();
    }
}
