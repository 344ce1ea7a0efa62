package io.cpqoms.local.partners;

import java.util.Optional;

/** Work that matches every given field is refused, {@code times} times. */
record PlannedRefusal(
        Optional<String> task,
        Optional<String> externalReference,
        Optional<String> lineId,
        Outcome.Refused answer,
        int times) {

    boolean matches(Work work) {
        return task.map(work.task()::equals).orElse(true)
                && (externalReference.isEmpty() || externalReference.equals(work.externalReference()))
                && (lineId.isEmpty() || lineId.equals(work.lineId()));
    }

    PlannedRefusal usedOnce() {
        return new PlannedRefusal(task, externalReference, lineId, answer, times - 1);
    }
}
