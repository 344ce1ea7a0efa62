package io.cpqoms.workflow.process;

/** The processes of this bridge, by the id of their model. */
public enum ProcessKey {
    QUOTE_APPROVAL("quote-approval"),
    QUOTE_TO_ORDER("quote-to-order"),
    ORDER_FULFILMENT("order-fulfilment");

    private final String text;

    ProcessKey(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
