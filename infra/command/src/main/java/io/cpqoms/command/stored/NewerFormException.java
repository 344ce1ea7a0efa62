package io.cpqoms.command.stored;

/**
 * A stored document has a form that this release does not know: a newer instance wrote it. Nothing is changed; whoever asked may ask
 * again, and reaches a newer instance sooner or later.
 */
public class NewerFormException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NewerFormException(String type, int found, int known) {
        super("A stored " + type + " has form " + found + "; this release knows forms up to " + known);
    }
}
