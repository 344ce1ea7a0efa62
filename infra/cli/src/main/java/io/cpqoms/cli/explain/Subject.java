package io.cpqoms.cli.explain;

/** What an id turned out to be. */
record Subject(String kind, String id) {

    static final String QUOTE = "quote";
    static final String ORDER = "order";

    boolean isQuote() {
        return kind.equals(QUOTE);
    }

    /** The trail knows of others too, such as catalog versions. */
    boolean isExplained() {
        return isQuote() || kind.equals(ORDER);
    }

    /** The service that owns it. */
    String owner() {
        return isQuote() ? "quote-service" : "order-service";
    }

    String path() {
        return (isQuote() ? "/quotes/" : "/orders/") + id;
    }
}
