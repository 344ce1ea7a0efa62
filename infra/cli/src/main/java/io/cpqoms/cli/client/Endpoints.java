package io.cpqoms.cli.client;

import io.cpqoms.cli.CpqFailure;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

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
        String kafka) {

    /** The address of a service by the name of its directory. */
    public URI service(String name) {
        Map<String, URI> services = new TreeMap<>(Map.of(
                "quote-service", quote,
                "order-service", order,
                "workflow-bridge", workflow,
                "search-projector", search,
                "notification-service", notification,
                "audit-service", audit));
        URI address = services.get(name);
        if (address == null) {
            throw new CpqFailure("there is no service " + name + "; there are " + String.join(", ", services.keySet()));
        }
        return address;
    }
}
