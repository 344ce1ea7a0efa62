package io.cpqoms.command.database;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long the work at hand waits for the database: a request briefly, everything else for as long as the server lets it. */
@Singleton
public class DatabasePatience {

    private static final String ALLOWED = "cpq.database.allowed";

    private final CurrentVertxRequest current;
    private final DatabaseConfig config;

    DatabasePatience(CurrentVertxRequest current, DatabaseConfig config) {
        this.current = current;
        this.config = config;
    }

    /** Lets the present request take longer, for work that is long by its nature; call it before the first statement. */
    public void allow(Duration longer) {
        request().ifPresent(request -> request.put(ALLOWED, longer));
    }

    /** Wait for a lock, in a command. */
    public Duration lock() {
        return config.request().lock();
    }

    /** Length of a command's transaction. */
    public Duration transaction() {
        Duration usual = config.request().transaction();
        return allowed().filter(longer -> longer.compareTo(usual) > 0).orElse(usual);
    }

    /** Silence of the server after which the connection is given up. */
    Duration silence() {
        return request().isEmpty() ? config.background() : allowed().orElse(idle());
    }

    /** The same for a connection that is only validated. */
    Duration idle() {
        return config.request().statement();
    }

    private Optional<Duration> allowed() {
        return request().map(request -> request.get(ALLOWED));
    }

    /** A request context alone is not a request: consumers and jobs have one too. */
    private Optional<RoutingContext> request() {
        if (!Arc.container().requestContext().isActive()) {
            return Optional.empty();
        }
        @Nullable RoutingContext request = current.getCurrent();
        return Optional.ofNullable(request);
    }
}
