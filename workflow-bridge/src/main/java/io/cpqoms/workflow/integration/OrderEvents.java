package io.cpqoms.workflow.integration;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.EventConsumer;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.messaging.TransientFailure;
import io.cpqoms.workflow.correlation.MessageDeliveries;
import io.cpqoms.workflow.correlation.MessageDelivery;
import io.cpqoms.workflow.engine.EngineConflict;
import io.cpqoms.workflow.process.BusinessKey;
import io.cpqoms.workflow.process.KeyTaken;
import io.cpqoms.workflow.process.ProcessStarts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/** A new order starts its fulfilment; each task that became ready wakes the branch that waits for it; a repair is followed. */
@ApplicationScoped
class OrderEvents implements EventConsumer {

    /** The model names the message after the task that waits for it. */
    static final String TASK_READY = "TaskReady:";

    private final ProcessStarts starts;
    private final MessageDeliveries deliveries;
    private final FollowRepair repairs;

    OrderEvents(ProcessStarts starts, MessageDeliveries deliveries, FollowRepair repairs) {
        this.starts = starts;
        this.deliveries = deliveries;
        this.repairs = repairs;
    }

    @Override
    public ConsumerDeclaration declaration() {
        return ConsumerDeclaration.named("workflow-bridge.order-events")
                .from("cpq.order.events.v1")
                .accepts("OrderCreated", 1)
                .accepts("OrderTasksReady", 1)
                .accepts("OrderFalloutRepaired", 1)
                .perEvent()
                .build();
    }

    @Override
    public void handle(List<ReceivedEvent> events) {
        try {
            events.forEach(this::handle);
        } catch (EngineConflict conflict) {
            throw new TransientFailure("A worker moved the same process; the batch comes again", conflict);
        } catch (KeyTaken taken) {
            throw new BadMessage(taken.detail(), taken);
        }
    }

    private void handle(ReceivedEvent event) {
        switch (event.eventType()) {
            case "OrderCreated" -> starts.startOnce(Starts.ofFulfilment(event));
            case "OrderTasksReady" -> deliveries.deliver(tasksReady(event));
            case "OrderFalloutRepaired" -> repairs.follow(event);
            default -> throw new IllegalStateException("Not accepted: " + event.eventType());
        }
    }

    private static List<MessageDelivery> tasksReady(ReceivedEvent event) {
        BusinessKey order = Starts.orderKey(event);
        return StreamSupport.stream(event.payload().path("taskIds").spliterator(), false)
                .map(JsonNode::asText)
                .map(taskId -> new MessageDelivery(event.messageId(), TASK_READY + taskId, order))
                .toList();
    }
}
