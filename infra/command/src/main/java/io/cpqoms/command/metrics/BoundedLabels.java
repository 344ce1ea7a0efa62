package io.cpqoms.command.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Keeps what a client may invent out of the labels of HTTP metrics. Paths are bounded by a setting of the binder (see this module's
 * microprofile-config.properties); methods are whatever the client calls them.
 */
@Dependent
public class BoundedLabels {

    private static final String METHOD = "method";
    private static final Tag OTHER = Tag.of(METHOD, "OTHER");
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    @Produces
    @Singleton
    MeterFilter knownMethods() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                String method = id.getTag(METHOD);
                boolean invented =
                        method != null && id.getName().startsWith("http.server") && !METHODS.contains(method);
                return invented ? id.replaceTags(replaced(id)) : id;
            }
        };
    }

    private static Iterable<Tag> replaced(Meter.Id id) {
        return id.getTags().stream()
                .map(tag -> tag.getKey().equals(METHOD) ? OTHER : tag)
                .toList();
    }
}
