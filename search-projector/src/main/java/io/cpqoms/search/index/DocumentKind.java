package io.cpqoms.search.index;

/** What can be searched for; each kind has an index behind an alias, so that a rebuilt one can take over. */
public enum DocumentKind {
    QUOTE("quote", "cpq-quotes", "cpq-quotes-v1"),
    ORDER("order", "cpq-orders", "cpq-orders-v1");

    private final String aggregateType;
    private final String alias;
    private final String firstIndex;

    DocumentKind(String aggregateType, String alias, String firstIndex) {
        this.aggregateType = aggregateType;
        this.alias = alias;
        this.firstIndex = firstIndex;
    }

    /** The aggregate type in events; also the kind's name in the projection table. */
    public String aggregateType() {
        return aggregateType;
    }

    /** What queries go to, by {@link TenantIndex}; writes go to what {@link LiveIndexes} says. */
    public String alias() {
        return alias;
    }

    /** The index that is created when there is none; its definition is the file of this name. */
    String firstIndex() {
        return firstIndex;
    }
}
