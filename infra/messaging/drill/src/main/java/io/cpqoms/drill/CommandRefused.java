package io.cpqoms.drill;

/** Ends a command after its work was done but before it is committed: everything must be as if it never came. */
final class CommandRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandRefused(String commandId) {
        super("command " + commandId + " asked to be refused");
    }
}
