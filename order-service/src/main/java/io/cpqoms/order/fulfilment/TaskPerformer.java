package io.cpqoms.order.fulfilment;

import io.cpqoms.command.ExpectedVersion;
import io.cpqoms.order.TaskId;
import io.cpqoms.order.decomposition.PlannedTask;
import io.cpqoms.order.decomposition.Scope;
import io.cpqoms.order.fallout.FalloutRules;
import io.cpqoms.order.lifecycle.Fulfilment;
import io.cpqoms.order.lifecycle.Order;
import io.cpqoms.order.lifecycle.OrderCommand;
import io.cpqoms.order.lifecycle.OrderCommandHandler;
import io.cpqoms.order.lifecycle.Orders;
import io.cpqoms.order.lifecycle.Outcome;
import io.cpqoms.order.lifecycle.TaskState;
import io.cpqoms.values.Cause;
import io.cpqoms.values.OrderId;
import io.cpqoms.values.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Takes a started attempt to its recorded outcome.
 *
 * <p>Runs outside of any transaction: nobody waits for a partner with a database connection in hand. A crash between the
 * partner's answer and its record leaves the attempt active; performing the task again asks under the same key, and the
 * partner answers what it answered before.
 */
@ApplicationScoped
public class TaskPerformer {

    private final OrderCommandHandler handler;
    private final Orders orders;
    private final Partners partners;
    private final PartnersConfig config;
    private final Clock clock;

    TaskPerformer(OrderCommandHandler handler, Orders orders, Partners partners, PartnersConfig config, Clock clock) {
        this.handler = handler;
        this.orders = orders;
        this.partners = partners;
        this.config = config;
        this.clock = clock;
    }

    /** Starts the next attempt, if the task is ready. */
    public Outcome start(TenantId tenant, OrderId id, ExpectedVersion expected, TaskId task, Cause cause) {
        return handler.handle(tenant, id, expected, new OrderCommand.StartTask(task), cause);
    }

    /** The order of a start that was made before. */
    public Order started(TenantId tenant, OrderId id) {
        return orders.get(tenant, id).orElseThrow();
    }

    /** The outcome of this attempt: the recorded one or, if it is still active, what the partner says now. */
    public Performance perform(Order order, TaskId id, int attempt, Cause cause) {
        return settled(order, id, attempt).orElseGet(() -> {
            PlannedTask task = work(order).plan().task(id).orElseThrow();
            return switch (partners.ask(task.partner(), request(order, task, attempt))) {
                case PartnerAnswer.Performed(var reference) ->
                    record(order, new OrderCommand.CompleteTask(id, attempt, reference), id, attempt, cause);
                case PartnerAnswer.Refused(var type, var why) ->
                    record(order, new OrderCommand.FailTask(id, attempt, type, why), id, attempt, cause);
                case PartnerAnswer.NotReached(var why) ->
                    new Performance.Unanswered(task.partner().value(), why, config.retryAfter());
            };
        });
    }

    private Performance record(Order order, OrderCommand command, TaskId id, int attempt, Cause cause) {
        return switch (handler.handle(order.tenant(), order.id(), ExpectedVersion.any(), command, answered(cause))) {
            case Outcome.Refused(var problem) -> new Performance.Refused(problem);
            case Outcome.Created(var after) -> outcome(after, id, attempt);
            case Outcome.Done(var after) -> outcome(after, id, attempt);
        };
    }

    /** The same command, at the instant when the partner's answer is here. */
    private Cause answered(Cause cause) {
        return new Cause(
                cause.actor(),
                cause.causationId(),
                cause.correlationId(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private static Performance outcome(Order order, TaskId id, int attempt) {
        return settled(order, id, attempt)
                .orElseThrow(() -> new IllegalStateException("Attempt " + attempt + " of " + id + " isn't settled"));
    }

    /** What is recorded of this attempt; empty while it is active. */
    private static Optional<Performance> settled(Order order, TaskId id, int attempt) {
        return switch (work(order).state(id)) {
            case TaskState.Active(int current) ->
                current == attempt ? Optional.empty() : Optional.of(failed(order, id, attempt));
            case TaskState.Completed(int last, var reference) ->
                Optional.of(last == attempt ? new Performance.Completed(order) : failed(order, id, attempt));
            case TaskState.Skipped(int last, var fallout) ->
                Optional.of(last == attempt ? new Performance.Skipped(order) : failed(order, id, attempt));
            case TaskState.Failed(int last, var fallout) -> Optional.of(failed(order, id, attempt));
            case TaskState.Ready(int attempts) -> Optional.of(failed(order, id, attempt));
            case TaskState.Planned() -> throw new IllegalStateException("Task " + id + " was never started");
        };
    }

    /** An attempt that isn't the last one has failed, or there would be no later one. */
    private static Performance failed(Order order, TaskId id, int attempt) {
        return new Performance.Failed(
                order, work(order).fallout(FalloutRules.idOf(id, attempt)).orElseThrow());
    }

    private static Fulfilment work(Order order) {
        return order.state().work().orElseThrow();
    }

    private static WorkRequest request(Order order, PlannedTask task, int attempt) {
        return new WorkRequest(
                task.id() + ":" + attempt,
                task.name(),
                order.id(),
                task.scope() instanceof Scope.OfLine(var line) ? Optional.of(line) : Optional.empty(),
                order.quote().externalReference());
    }
}
