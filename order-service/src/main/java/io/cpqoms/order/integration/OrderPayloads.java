package io.cpqoms.order.integration;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.order.TaskId;
import io.cpqoms.order.decomposition.Plan;
import io.cpqoms.order.decomposition.PlannedTask;
import io.cpqoms.order.decomposition.Scope;
import io.cpqoms.order.fallout.Fallout;
import io.cpqoms.order.fallout.Repair;
import io.cpqoms.order.lifecycle.AcceptedQuote;
import io.cpqoms.order.lifecycle.Order;
import io.cpqoms.order.lifecycle.OrderCharge;
import io.cpqoms.order.lifecycle.OrderEvent;
import io.cpqoms.order.lifecycle.OrderLine;
import io.cpqoms.order.lifecycle.Totals;
import io.cpqoms.values.LineId;
import io.cpqoms.values.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The payloads of {@code cpq.order.events.v1}, in one exhaustive switch over the facts. */
final class OrderPayloads {

    private OrderPayloads() {}

    /** The payload of a fact, for Jackson to write. @param order the order that it happened to */
    static Object of(Order order, OrderEvent event) {
        return switch (event) {
            case OrderEvent.OrderCreated(var quote) -> Created.of(quote);
            case OrderEvent.OrderDecomposed(var plan) -> decomposed(plan);
            case OrderEvent.OrderTasksReady(var ids) ->
                new TasksReady(ids.stream().map(TaskId::value).toList());
            case OrderEvent.OrderTaskStarted(var task, int attempt) ->
                new TaskStarted(
                        task.id().value(), task.name().value(), task.partner().value(), attempt);
            case OrderEvent.OrderTaskCompleted(var task, int attempt, String reference) ->
                new TaskCompleted(
                        task.id().value(), task.name().value(), task.partner().value(), reference);
            case OrderEvent.OrderFalloutRaised(var task, var fallout) -> FalloutRaised.of(task, fallout);
            case OrderEvent.OrderFalloutRepaired(var fallout, var task, var decision) ->
                new FalloutRepaired(
                        fallout.value(),
                        task.value(),
                        decision.repair().contractName(),
                        decision.repairedBy(),
                        decision.reason());
            case OrderEvent.OrderCompleted(int completed, int skipped) ->
                new Completed(
                        order.quote().quoteId().value(),
                        order.quote().customerId().value(),
                        order.quote().externalReference().orElse(null),
                        completed,
                        skipped);
        };
    }

    static Object decomposed(Plan plan) {
        return new Decomposed(plan.hash(), plan.tasks().stream().map(Task::of).toList());
    }

    private record Amount(String amount, String currency) {

        static Amount of(Money money) {
            return new Amount(money.text(), money.currency());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Line(
            UUID lineId,
            @Nullable UUID parentLineId,
            String role,
            String productId,
            int quantity,
            String discountPercent,
            Amount exactNet,
            List<Charge> charges) {

        static Line of(OrderLine line) {
            return new Line(
                    line.lineId().value(),
                    line.parentLineId().map(LineId::value).orElse(null),
                    line.role().contractName(),
                    line.productId().value(),
                    line.quantity().value(),
                    line.discountPercent().text(),
                    Amount.of(line.exactNet()),
                    line.charges().stream().map(Charge::of).toList());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Charge(
            String chargeId,
            String kind,
            @Nullable String period,
            String discountPercent,
            @Nullable Amount unitPrice,
            Amount exactNet,
            @Nullable Amount roundedNet) {

        static Charge of(OrderCharge charge) {
            return new Charge(
                    charge.chargeId(),
                    charge.kind(),
                    charge.period().orElse(null),
                    charge.discountPercent().text(),
                    charge.unitPrice().map(Amount::of).orElse(null),
                    Amount.of(charge.exactNet()),
                    charge.roundedNet().map(Amount::of).orElse(null));
        }
    }

    private record Recurring(String period, Amount exact, Amount rounded) {}

    private record Sums(Amount exact, Amount rounded, List<Recurring> recurring) {

        static Sums of(Totals totals) {
            return new Sums(
                    Amount.of(totals.exact()),
                    Amount.of(totals.rounded()),
                    totals.recurring().stream()
                            .map(total ->
                                    new Recurring(total.period(), Amount.of(total.exact()), Amount.of(total.rounded())))
                            .toList());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Created(
            UUID quoteId,
            int quoteRevision,
            String customerId,
            String currency,
            UUID catalogVersionId,
            @Nullable String externalReference,
            List<Line> lines,
            Sums totals) {

        static Created of(AcceptedQuote quote) {
            return new Created(
                    quote.quoteId().value(),
                    quote.revision(),
                    quote.customerId().value(),
                    quote.currency(),
                    quote.catalogVersionId().value(),
                    quote.externalReference().orElse(null),
                    quote.lines().stream().map(Line::of).toList(),
                    Sums.of(quote.totals()));
        }
    }

    private record Decomposed(String planHash, List<Task> tasks) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Task(
            UUID taskId,
            String name,
            String partner,
            @Nullable UUID lineId,
            List<UUID> dependsOn) {

        static Task of(PlannedTask task) {
            return new Task(
                    task.id().value(),
                    task.name().value(),
                    task.partner().value(),
                    task.scope() instanceof Scope.OfLine(var line) ? line.value() : null,
                    task.dependsOn().stream().map(TaskId::value).toList());
        }
    }

    private record TasksReady(List<UUID> taskIds) {}

    private record TaskStarted(UUID taskId, String name, String partner, int attempt) {}

    private record TaskCompleted(UUID taskId, String name, String partner, String partnerReference) {}

    private record FalloutRaised(
            UUID falloutId,
            UUID taskId,
            String name,
            String partner,
            String type,
            String cause,
            String impact,
            List<String> repairs) {

        static FalloutRaised of(PlannedTask task, Fallout fallout) {
            return new FalloutRaised(
                    fallout.id().value(),
                    task.id().value(),
                    task.name().value(),
                    task.partner().value(),
                    fallout.type().contractName(),
                    fallout.cause(),
                    fallout.impact(),
                    fallout.repairs().stream().map(Repair::contractName).toList());
        }
    }

    private record FalloutRepaired(UUID falloutId, UUID taskId, String repair, String repairedBy, String reason) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Completed(
            UUID quoteId,
            String customerId,
            @Nullable String externalReference,
            int completedTasks,
            int skippedTasks) {}
}
