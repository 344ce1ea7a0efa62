package io.cpqoms.cli.client;

import java.net.URI;

/** Where the parts of the platform answer. */
public record Endpoints(
        URI quote,
        URI order,
        URI workflow,
        URI search,
        URI notification,
        URI audit,
        URI partners,
        URI mailSink,
        URI openSearch,
        URI cockpit,
        String kafka) {}
