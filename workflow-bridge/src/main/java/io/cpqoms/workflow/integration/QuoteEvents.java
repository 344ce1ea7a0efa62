package io.cpqoms.workflow.integration;

import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.EventConsumer;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.messaging.TransientFailure;
import io.cpqoms.workflow.correlation.MessageDeliveries;
import io.cpqoms.workflow.correlation.MessageDelivery;
import io.cpqoms.workflow.engine.EngineConflict;
import io.cpqoms.workflow.engine.UserTasks;
import io.cpqoms.workflow.process.BusinessKey;
import io.cpqoms.workflow.process.KeyTaken;
import io.cpqoms.workflow.process.ProcessStarts;
import io.cpqoms.workflow.process.ProcessTurns;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** A submitted quote on which somebody must decide starts its approval, an accepted one its order; a quote that is given up or recalled ends an open approval. */
@ApplicationScoped
class QuoteEvents implements EventConsumer {

    static final String QUOTE_WITHDRAWN = "QuoteWithdrawn";

    private final ProcessStarts starts;
    private final ProcessTurns turns;
    private final UserTasks tasks;
    private final MessageDeliveries deliveries;

    QuoteEvents(ProcessStarts starts, ProcessTurns turns, UserTasks tasks, MessageDeliveries deliveries) {
        this.starts = starts;
        this.turns = turns;
        this.tasks = tasks;
        this.deliveries = deliveries;
    }

    @Override
    public ConsumerDeclaration declaration() {
        return ConsumerDeclaration.named("workflow-bridge.quote-events")
                .from("cpq.quote.events.v1")
                .accepts("QuoteSubmitted", 1)
                .accepts("QuoteAccepted", 1)
                .accepts("QuoteCancelled", 1)
                .accepts("QuoteExpired", 1)
                .accepts("QuoteRecalled", 1)
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
            case "QuoteSubmitted" -> Starts.ofApproval(event).ifPresent(starts::startOnce);
            case "QuoteAccepted" -> starts.startOnce(Starts.ofOrdering(event));
            case "QuoteCancelled", "QuoteExpired", "QuoteRecalled" -> withdraw(event);
            default -> throw new IllegalStateException("Not accepted: " + event.eventType());
        }
    }

    /** What an approver did, such as to return it, ends the approval from inside. Its task is held first, as by who decides it: inside the engine the two would lock what it stands on in different orders. */
    private void withdraw(ReceivedEvent event) {
        BusinessKey approval = Starts.approvalKey(event);
        turns.take(approval);
        tasks.holdAll(approval.text());
        deliveries.deliver(List.of(new MessageDelivery(event.messageId(), QUOTE_WITHDRAWN, approval)));
    }
}
