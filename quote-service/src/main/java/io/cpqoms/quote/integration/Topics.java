package io.cpqoms.quote.integration;

/** The topics this service writes; the registry says who may read them. */
final class Topics {

    static final String QUOTE_EVENTS = "cpq.quote.events.v1";
    static final String CATALOG_PUBLICATIONS = "cpq.catalog.publications.v1";

    private Topics() {}
}
