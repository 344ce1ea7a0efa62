package io.cpqoms.order.fallout;

import io.cpqoms.order.FalloutId;
import io.cpqoms.order.TaskId;
import java.time.Instant;
import java.util.List;

/**
 * A task that failed at a partner, as a case of its own inside the order.
 *
 * @param number counts the fallouts of the order from 1
 * @param attempt the attempt of the task that failed
 * @param impact what waits because of it, in business words
 * @param repairs the decisions that are legal, most natural first
 * @param owner the party that must decide
 */
public record Fallout(
        FalloutId id,
        int number,
        TaskId taskId,
        int attempt,
        FalloutType type,
        String cause,
        String impact,
        List<Repair> repairs,
        String owner,
        Instant openedAt,
        FalloutStanding standing) {

    public Fallout {
        repairs = List.copyOf(repairs);
    }

    public boolean isOpen() {
        return standing instanceof FalloutStanding.Open;
    }

    /** The same case, decided. */
    public Fallout closed(FalloutStanding.Closed decision) {
        return new Fallout(id, number, taskId, attempt, type, cause, impact, repairs, owner, openedAt, decision);
    }
}
