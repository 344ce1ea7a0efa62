package io.cpqoms.cli.fork;

import java.util.List;

/** What every service is built with, in the order of building: vendored into a fork, or published to a Maven repository. */
final class SharedLibraries {
    /** Gathers the servers that tests run on; it is a build step and no library, so that a fork always has it. */
    static final String SERVERS = "infra/local/servers";

    static final List<String> MODULES = List.of(
            "infra/parent",
            "infra/topics",
            "infra/values",
            "infra/command",
            "infra/messaging",
            SERVERS,
            "infra/local",
            "infra/testkit");

    private SharedLibraries() {}
}
