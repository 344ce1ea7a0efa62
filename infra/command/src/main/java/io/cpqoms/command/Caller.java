package io.cpqoms.command;

import io.cpqoms.values.Actor;
import io.cpqoms.values.Ids;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Who sends this request, for which tenant, and as part of which conversation.
 *
 * <p>A tenant comes from the token and from nowhere else; only a service, whose token carries none, names it with the header
 * {@code Cpq-Tenant}. Anybody else who sends that header is refused, so that a mistake does not pass as a permission.
 */
@RequestScoped
public class Caller {

    public static final String TENANT = "Cpq-Tenant";
    public static final String CORRELATION_ID = "Cpq-Correlation-Id";
    public static final String CAUSATION_ID = "Cpq-Causation-Id";
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    public static final String SERVICE_ROLE = "service";

    private static final Pattern TENANT_NAME = Pattern.compile("[a-z0-9][a-z0-9-]{1,39}");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final JsonWebToken token;
    private final CurrentVertxRequest request;
    private final Ids ids;
    private @Nullable UUID generatedCorrelation;

    public Caller(JsonWebToken token, CurrentVertxRequest request, Ids ids) {
        this.token = token;
        this.request = request;
        this.ids = ids;
    }

    public String tenant() {
        Optional<String> named = header(TENANT);
        if (hasRole(SERVICE_ROLE)) {
            return named.filter(name -> TENANT_NAME.matcher(name).matches())
                    .orElseThrow(() -> Problem.invalidInput(
                                    TENANT,
                                    "a service must name the tenant: 2 to 40 lower-case letters, digits or hyphens")
                            .asException());
        }
        if (named.isPresent()) {
            throw Problem.invalidInput(TENANT, "only a service may name a tenant; yours comes from the token")
                    .asException();
        }
        String claimed = token.getClaim("tenant");
        if (claimed == null || !TENANT_NAME.matcher(claimed).matches()) {
            throw Problem.forbidden("The token carries no tenant.").asException();
        }
        return claimed;
    }

    public Actor actor() {
        return hasRole(SERVICE_ROLE) ? Actor.service(token.getSubject()) : Actor.user(token.getSubject());
    }

    public boolean hasRole(String role) {
        return token.getGroups() != null && token.getGroups().contains(role);
    }

    /** The key that makes a command repeatable; 400 when it is missing. */
    public String idempotencyKey() {
        return header(IDEMPOTENCY_KEY)
                .filter(key -> KEY.matcher(key).matches())
                .orElseThrow(() -> Problem.invalidInput(
                                IDEMPOTENCY_KEY,
                                "send a key of 1 to 200 visible ASCII characters, new for every command")
                        .asException());
    }

    /** The conversation this request names or, for want of one, begins; the same for the whole request. */
    public UUID correlationId() {
        return uuidHeader(CORRELATION_ID).orElseGet(() -> {
            UUID known = generatedCorrelation;
            if (known == null) {
                known = ids.next();
                generatedCorrelation = known;
            }
            return known;
        });
    }

    /** The message or command that made the caller send this, where it says so. */
    public Optional<UUID> causationId() {
        return uuidHeader(CAUSATION_ID);
    }

    private Optional<UUID> uuidHeader(String name) {
        return header(name).map(text -> {
            try {
                UUID uuid = UUID.fromString(text);
                if (uuid.toString().equalsIgnoreCase(text)) {
                    return uuid;
                }
            } catch (IllegalArgumentException notOne) {
                // Refused below, with what would be right.
            }
            throw Problem.invalidInput(name, "must be a UUID such as 0198c0de-0000-7000-8000-000000000101")
                    .asException();
        });
    }

    private Optional<String> header(String name) {
        return Optional.ofNullable(request.getCurrent().request().getHeader(name));
    }
}
