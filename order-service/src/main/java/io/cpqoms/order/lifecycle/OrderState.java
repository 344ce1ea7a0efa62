package io.cpqoms.order.lifecycle;

import java.util.Optional;

/** Where an order stands; each state holds only what is true in it. */
public sealed interface OrderState {

    /** Taken from the accepted quote; how to fulfil it is not worked out yet. */
    record Acknowledged() implements OrderState {}

    /** Has its plan; nothing may start before the release. Seen from outside still acknowledged. */
    record Decomposed(Fulfilment fulfilment) implements OrderState {}

    /** Tasks are being done or may be done. */
    record InProgress(Fulfilment fulfilment) implements OrderState {}

    /** Nothing can go on until an operator repairs a fallout. */
    record Held(Fulfilment fulfilment) implements OrderState {}

    /** Every task is completed or skipped. */
    record Completed(Fulfilment fulfilment) implements OrderState {}

    /** The plan and its progress, once there is one. */
    default Optional<Fulfilment> work() {
        return switch (this) {
            case Acknowledged() -> Optional.empty();
            case Decomposed(var work) -> Optional.of(work);
            case InProgress(var work) -> Optional.of(work);
            case Held(var work) -> Optional.of(work);
            case Completed(var work) -> Optional.of(work);
        };
    }

    /** The name of the state in contracts. */
    default String contractName() {
        return contractName(OrderNames.STATES.of(this));
    }

    /** What contracts call the state of this name: that an order has its plan but isn't released is nobody else's business. */
    static String contractName(String state) {
        return state.equals("decomposed") ? "acknowledged" : state;
    }
}
