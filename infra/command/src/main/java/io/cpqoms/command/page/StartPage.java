package io.cpqoms.command.page;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The page at a service's root: what it is, and where a person goes on from here. It tells nothing that needs a token. */
@Singleton
public class StartPage {

    private static final String NOTHING_BUT_STYLE =
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
    private static final String FORM = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title><style>
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; color: #1c1e21 }
            h1 { margin-bottom: 0 } p { margin-top: .3rem } dt { font-weight: 600; margin-top: 1rem } dd { margin: 0 }
            code { background: #f0f1f3; padding: .1rem .3rem } a { color: #0b57d0 }
            </style></head><body><main>
            <h1>%1$s</h1><p>%2$s</p>
            <dl>
            <dt><a href="/q/swagger-ui/">Try the operations</a></dt><dd>Swagger UI; a token: <code>./cpq token --help</code></dd>
            <dt><a href="/q/openapi?format=json">API document</a></dt><dd>OpenAPI, as the service serves it; YAML at
            <a href="/q/openapi">/q/openapi</a></dd>
            <dt>Health and metrics</dt><dd>For operators, on a port of its own: <code>:%3$d/q/health</code>,
            <code>:%3$d/q/metrics</code></dd>
            <dt>README</dt><dd>What it owns, consumes and publishes: <code>%4$s/README.md</code> in the sources</dd>
            </dl></main></body></html>
            """;

    private final String page;

    StartPage(
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "quarkus.smallrye-openapi.info-title") Optional<String> title,
            @ConfigProperty(name = "quarkus.smallrye-openapi.info-description") Optional<String> description,
            @ConfigProperty(name = "quarkus.management.port", defaultValue = "9000") int management) {
        this.page = FORM.formatted(
                Html.text(title.orElse(service)), Html.text(description.orElse("")), management, Html.text(service));
    }

    void serve(@Observes Router router) {
        router.get("/").handler(this::answer);
    }

    private void answer(RoutingContext request) {
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader("Content-Security-Policy", NOTHING_BUT_STYLE)
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(page);
    }
}
