package io.cpqoms.messaging;

import java.util.List;

/** Why a consumer is given events; the mode decides which ports its handler has, and a consumer declares what it allows. */
public enum ProcessingMode {
    /** Live events, once, with every effect that the handler has. */
    NORMAL(List.of()),

    /** Old events again, into a shadow of the consumer's projection that takes its place when it is complete. */
    REPLAY_REBUILD(List.of(
            "handler: only the shadow of its projection can be written, no command, intent, process or audit fact",
            "inbox: no row and no watermark of the live consumer changes",
            "outbox: nothing but the audit record of the replay itself",
            "offsets: the live group's stay as they are")),

    /** Old events again, compared with what is stored, by a handler that cannot write anything. */
    REPLAY_VALIDATE_ONLY(List.of(
            "handler: every write; its database role can only select, the service's own connection is read-only",
            "inbox: no row and no watermark of the live consumer changes",
            "outbox: nothing but the audit record of the replay itself",
            "offsets: the live group's stay as they are")),

    /** Old events through new logic, compared with what the old logic made of them; the result is thrown away. */
    SHADOW(List.of(
            "handler: only the shadow of its projection can be written, and it is dropped after the comparison",
            "inbox: no row and no watermark of the live consumer changes",
            "outbox: nothing but the audit record of the replay itself",
            "offsets: the live group's stay as they are"));

    private final List<String> suppressed;

    ProcessingMode(List<String> suppressed) {
        this.suppressed = suppressed;
    }

    /** What handling an event in this mode does not do, for the person who approves it. */
    public List<String> suppressed() {
        return suppressed;
    }
}
