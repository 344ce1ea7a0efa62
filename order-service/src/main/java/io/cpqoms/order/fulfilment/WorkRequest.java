package io.cpqoms.order.fulfilment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a partner is asked to do.
 *
 * @param key the same for every call of one attempt, so that the partner does the work once
 * @param lineId absent on a task that serves the whole order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WorkRequest(
        String key,
        String task,
        UUID orderId,
        @Nullable UUID lineId,
        @Nullable String externalReference) {}
