package io.cpqoms.order.fulfilment;

import io.cpqoms.order.TaskName;
import io.cpqoms.values.LineId;
import io.cpqoms.values.OrderId;
import java.util.Optional;

/**
 * What a partner is asked to do.
 *
 * @param key the same for every call of one attempt, so that the partner does the work once
 * @param line empty on a task that serves the whole order
 */
record WorkRequest(
        String key, TaskName task, OrderId order, Optional<LineId> line, Optional<String> externalReference) {}
