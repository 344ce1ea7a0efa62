package io.cpqoms.order.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.command.decision.Decision;
import io.cpqoms.order.FalloutId;
import io.cpqoms.order.TaskName;
import io.cpqoms.order.fallout.Fallout;
import io.cpqoms.order.fallout.FalloutType;
import io.cpqoms.order.fallout.Repair;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fallout and repair, decided without any framework. */
@Tag("DOM-09")
class OrderFalloutTest {

    @Test
    void aFailedTaskDoesNotHoldTheOrderWhileAnotherCanGoOn() {
        AnOrder order = AnOrder.released().failing("reserve", 0);

        assertThat(order.order().state()).isInstanceOf(OrderState.InProgress.class);
    }

    @Test
    void theOrderIsHeldWhenNothingCanGoOn() {
        assertThat(AnOrder.held().order().state()).isInstanceOf(OrderState.Held.class);
    }

    @Test
    void aRepairEndsTheHold() {
        AnOrder order = AnOrder.held().repairing(1, Repair.RETRY);

        assertThat(order.order().state()).isInstanceOf(OrderState.InProgress.class);
    }

    @Test
    void aFalloutSaysWhatWaitsInBusinessWords() {
        Fallout fallout = AnOrder.held().work().fallouts().get(1);

        assertThat(fallout.number()).isEqualTo(2);
        assertThat(fallout.impact())
                .isEqualTo("Line 2 waits for reserve; pack, ship and bill of this order wait for it.");
        assertThat(fallout.owner()).isEqualTo("order-operations");
    }

    @Test
    void aRetryIsANewAttempt() {
        AnOrder order = AnOrder.held().repairing(1, Repair.RETRY).starting("reserve", 0);

        assertThat(order.state("reserve", 0)).isEqualTo(new TaskState.Active(2));
    }

    @Test
    void skippingTheLastBlockerSetsTheNextTaskFree() {
        AnOrder order = AnOrder.released().failing("reserve", 1);

        AnOrder repaired = order.repairing(1, Repair.SKIP);

        assertThat(repaired.state("pack", 1)).isEqualTo(new TaskState.Ready(0));
    }

    @Test
    void completingTheLastTaskByHandCompletesTheOrder() {
        AnOrder order = AnOrder.packed().performing("ship", 0).failing("bill", 0);

        Decision<OrderEvent, OrderProblem> decision = order.decide(order.repair(1, Repair.COMPLETE_MANUALLY));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Accepted.class,
                        accepted ->
                                assertThat(accepted.events()).last().isEqualTo(new OrderEvent.OrderCompleted(6, 0)));
    }

    @ParameterizedTest
    @Tag("O1")
    @EnumSource(FalloutType.class)
    void whatIsOwedCanNotBeSkippedWhateverThePartnerCallsItsRefusal(FalloutType type) {
        AnOrder order = AnOrder.packed().performing("ship", 0).starting("bill", 0);
        AnOrder failed = order.after(new OrderCommand.FailTask(order.task("bill", 0), 1, type, "No such account."));

        Decision<OrderEvent, OrderProblem> decision = failed.decide(failed.repair(1, Repair.SKIP));

        assertThat(decision)
                .isEqualTo(Decision.refused(new OrderProblem.RepairNotLegal(
                        failed.work().fallouts().getFirst().id(),
                        Repair.SKIP,
                        List.of(Repair.RETRY, Repair.COMPLETE_MANUALLY))));
    }

    @Test
    @Tag("O1")
    void whoSaysThatTheMoneyIsAtFaultIsNotSkippedWhateverHeIsCalled() {
        AnOrder order = AnOrder.released().starting("reserve", 0);
        AnOrder failed = order.after(
                new OrderCommand.FailTask(order.task("reserve", 0), 1, FalloutType.BILLING, "No such account."));

        assertThat(failed.work().fallouts().getFirst().repairs())
                .containsExactly(Repair.RETRY, Repair.COMPLETE_MANUALLY);
    }

    @ParameterizedTest
    @Tag("O1")
    @EnumSource(value = FalloutType.class, mode = EnumSource.Mode.EXCLUDE, names = "BILLING")
    void whatTheStepLetsGoMayBeSkippedWhateverThePartnerCallsItsRefusal(FalloutType type) {
        AnOrder order = AnOrder.released().starting("reserve", 0);
        AnOrder failed = order.after(new OrderCommand.FailTask(order.task("reserve", 0), 1, type, "No such account."));

        assertThat(failed.work().fallouts().getFirst().repairs()).contains(Repair.SKIP);
        assertThat(failed.decide(failed.repair(1, Repair.SKIP))).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void theSameDecisionAgainStands() {
        AnOrder order = AnOrder.held().repairing(1, Repair.RETRY);

        assertThat(order.decide(order.repair(1, Repair.RETRY))).isEqualTo(Decision.stands());
    }

    @Test
    void anotherDecisionIsRefused() {
        AnOrder order = AnOrder.held().repairing(1, Repair.RETRY);

        Decision<OrderEvent, OrderProblem> decision = order.decide(order.repair(1, Repair.SKIP));

        assertThat(decision)
                .isEqualTo(Decision.refused(new OrderProblem.FalloutClosed(
                        order.work().fallouts().getFirst().id(), Repair.RETRY, "operator-1")));
    }

    @Test
    void aFalloutOfAnotherOrderIsUnknown() {
        FalloutId other = new FalloutId(new UUID(1, 1));

        Decision<OrderEvent, OrderProblem> decision =
                AnOrder.held().decide(new OrderCommand.RepairFallout(other, Repair.SKIP, "operator-1", "Why not."));

        assertThat(decision).isEqualTo(Decision.refused(new OrderProblem.UnknownFallout(other)));
    }

    @Test
    void aTaskThatWaitsSaysForWhat() {
        AnOrder order = AnOrder.released();

        Decision<OrderEvent, OrderProblem> decision = order.decide(new OrderCommand.StartTask(order.task("bill", 0)));

        assertThat(decision)
                .isEqualTo(Decision.refused(new OrderProblem.TaskWaits(
                        order.task("bill", 0), new TaskName("bill"), List.of(new TaskName("ship")))));
    }

    @Test
    void aLateAnswerToAReplacedAttemptChangesNothing() {
        AnOrder order = AnOrder.held().repairing(1, Repair.RETRY).starting("reserve", 0);

        Decision<OrderEvent, OrderProblem> decision =
                order.decide(new OrderCommand.CompleteTask(order.task("reserve", 0), 1, "WH-9"));

        assertThat(decision).isEqualTo(Decision.stands());
    }

    @Test
    void aSilentRefusalStillHasACause() {
        AnOrder order = AnOrder.released().starting("reserve", 0);

        AnOrder failed = order.after(new OrderCommand.FailTask(order.task("reserve", 0), 1, FalloutType.PARTNER, "  "));

        assertThat(failed.work().fallouts().getFirst().cause())
                .isEqualTo("warehouse refused reserve without saying why.");
    }
}
