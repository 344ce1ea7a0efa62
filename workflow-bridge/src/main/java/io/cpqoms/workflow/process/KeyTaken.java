package io.cpqoms.workflow.process;

import java.util.UUID;

/**
 * Another fact has started the process of this business key. The fact that comes now wants one of its own and can't have it: passing it
 * over would leave what it is about waiting for a process that never comes.
 */
public final class KeyTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String detail;

    KeyTaken(ProcessStart start, UUID startedBy, String standing) {
        this("%s of %s was started by message %s and %s; message %s can't start it again under the same key"
                .formatted(
                        start.process().text(), start.businessKey().text(), startedBy, standing, start.causationId()));
    }

    private KeyTaken(String detail) {
        super(detail);
        this.detail = detail;
    }

    /** Both messages, and how the process stands. */
    public String detail() {
        return detail;
    }
}
