package io.cpqoms.workflow.integration;

import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.workflow.correlation.MessageDeliveries;
import io.cpqoms.workflow.correlation.MessageDelivery;
import io.cpqoms.workflow.engine.UserTasks;
import io.cpqoms.workflow.process.FalloutRepair;
import io.cpqoms.workflow.process.FalloutRepairs;
import io.cpqoms.workflow.process.ProcessTurns;
import io.cpqoms.workflow.task.DecidedTasks;
import io.cpqoms.workflow.task.TaskDecision;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Follows a repair that order-service tells, whoever decided it and wherever: the task that still asks for it is closed, and the process
 * goes on as decided. For a repair that the process brought there itself nothing waits any more.
 */
@ApplicationScoped
class FollowRepair {

    /** The model names the message after the fallout whose repair it waits for. */
    static final String FALLOUT_REPAIRED = "FalloutRepaired:";

    private final ProcessTurns turns;
    private final FalloutRepairs repairs;
    private final UserTasks tasks;
    private final DecidedTasks decided;
    private final MessageDeliveries deliveries;

    FollowRepair(
            ProcessTurns turns,
            FalloutRepairs repairs,
            UserTasks tasks,
            DecidedTasks decided,
            MessageDeliveries deliveries) {
        this.turns = turns;
        this.repairs = repairs;
        this.tasks = tasks;
        this.decided = decided;
        this.deliveries = deliveries;
    }

    void follow(ReceivedEvent event) {
        FalloutRepair repair = repair(event);
        String message = FALLOUT_REPAIRED + repair.falloutId();
        turns.take(repair.order());
        repairs.keep(repair);
        TaskDecision decision = new TaskDecision(repair.repair(), repair.repairedBy(), repair.repairedAt());
        tasks.endedBy(message, repair.order().text())
                .forEach(taskId -> decided.keep(taskId, repair.order().tenantId(), decision));
        deliveries.deliver(List.of(new MessageDelivery(event.messageId(), message, repair.order())));
    }

    private static FalloutRepair repair(ReceivedEvent event) {
        return new FalloutRepair(
                Starts.orderKey(event),
                UUID.fromString(event.payload().path("falloutId").asText()),
                event.payload().path("repair").asText(),
                event.payload().path("repairedBy").asText(),
                event.payload().path("reason").asText(),
                event.occurredAt());
    }
}
