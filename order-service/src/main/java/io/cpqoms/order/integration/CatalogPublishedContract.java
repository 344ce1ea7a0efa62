package io.cpqoms.order.integration;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cpqoms.messaging.PartsSoFar;
import java.util.UUID;

/** The fields of {@code cpq.catalog.CatalogVersionPublished.v1} that say what must have come before it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record CatalogPublishedContract(UUID catalogVersionId, int productCount, int partCount, String contentHash) {

    PartsSoFar told() {
        return new PartsSoFar(partCount, productCount, contentHash);
    }
}
