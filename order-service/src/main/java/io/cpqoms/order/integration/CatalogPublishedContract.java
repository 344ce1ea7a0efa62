package io.cpqoms.order.integration;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cpqoms.messaging.BadMessage;
import io.cpqoms.order.PartnerName;
import io.cpqoms.order.TaskName;
import io.cpqoms.order.decomposition.CatalogRules;
import io.cpqoms.order.decomposition.FulfilmentRule;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.ProductId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** The fields of {@code cpq.catalog.CatalogVersionPublished.v1} that fulfilment needs. */
@JsonIgnoreProperties(ignoreUnknown = true)
record CatalogPublishedContract(UUID catalogVersionId, List<Product> products) {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Product(String productId, List<Step> fulfilment) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Step(String task, String partner, String scope, List<String> dependsOn) {

        FulfilmentRule rule() {
            return new FulfilmentRule(
                    new TaskName(task),
                    new PartnerName(partner),
                    switch (scope) {
                        case "line" -> FulfilmentRule.Reach.LINE;
                        case "order" -> FulfilmentRule.Reach.ORDER;
                        default -> throw new BadMessage("A task's scope is line or order, was " + scope);
                    },
                    dependsOn.stream().map(TaskName::new).toList());
        }
    }

    CatalogRules rules() {
        return new CatalogRules(
                new CatalogVersionId(catalogVersionId),
                products.stream()
                        .collect(Collectors.toMap(
                                product -> new ProductId(product.productId()),
                                product -> product.fulfilment().stream()
                                        .map(Step::rule)
                                        .toList())));
    }
}
