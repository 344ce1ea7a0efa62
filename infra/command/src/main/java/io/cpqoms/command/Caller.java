package io.cpqoms.command;

import io.cpqoms.values.Actor;
import io.cpqoms.values.Ids;
import io.cpqoms.values.TenantId;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Who sends this request, for which tenant, and as part of which conversation.
 *
 * <p>A tenant comes from the token and from nowhere else; only a service, whose token carries none, names it with the header
 * {@code Cpq-Tenant}. Anybody else who sends that header is refused, so that a mistake does not pass as a permission.
 *
 * <p>All operations ask for the tenant, so that is where a token that names nobody is refused, and a header that is sent twice: two
 * readers would take different ones.
 */
@RequestScoped
public class Caller {

    public static final String TENANT = "Cpq-Tenant";
    public static final String CORRELATION_ID = "Cpq-Correlation-Id";
    public static final String CAUSATION_ID = "Cpq-Causation-Id";
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    public static final String IF_MATCH = "If-Match";
    public static final String IF_NONE_MATCH = "If-None-Match";
    public static final String SERVICE_ROLE = "service";

    private static final List<String> AT_MOST_ONCE =
            List.of("Authorization", TENANT, CORRELATION_ID, CAUSATION_ID, IDEMPOTENCY_KEY, IF_MATCH);
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
        AT_MOST_ONCE.forEach(this::header);
        uuidHeader(CORRELATION_ID);
        uuidHeader(CAUSATION_ID);
        Claims claims = new Claims(token);
        claims.subject();
        Optional<String> named = header(TENANT);
        if (hasRole(SERVICE_ROLE)) {
            return named.filter(Claims::isTenant)
                    .orElseThrow(() -> Problem.invalidInput(
                                    TENANT,
                                    "a service must name the tenant: 2 to 40 lower-case letters, digits or hyphens")
                            .asException());
        }
        if (named.isPresent()) {
            throw Problem.invalidInput(TENANT, "only a service may name a tenant; yours comes from the token")
                    .asException();
        }
        return claims.tenant();
    }

    /** The same as a value. */
    public TenantId tenantId() {
        return new TenantId(tenant());
    }

    /** Who calls, under exactly the name that the token gives; 401 when it gives none. */
    public Actor actor() {
        String subject = new Claims(token).subject();
        return hasRole(SERVICE_ROLE) ? Actor.service(subject) : Actor.user(subject);
    }

    public boolean hasRole(String role) {
        return groups().contains(role);
    }

    /**
     * The groups of people that the caller belongs to, as the identity provider names them. The same claim holds the roles: a role says
     * which operations somebody may use, a group which cases are his. Bounded when the token is read.
     */
    public Set<String> groups() {
        Set<String> groups = token.getGroups();
        return groups == null ? Set.of() : Set.copyOf(groups);
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
        return uuidHeader(CORRELATION_ID).orElseGet(this::generated);
    }

    private UUID generated() {
        UUID known = generatedCorrelation;
        if (known == null) {
            known = ids.next();
            generatedCorrelation = known;
        }
        return known;
    }

    /** The conversation that an answer names: the request's own, or a fresh one when the header itself is what is wrong. */
    UUID answeredCorrelationId() {
        try {
            return correlationId();
        } catch (ProblemException malformedHeader) {
            return generated();
        }
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

    /** Why the token's roles do not allow this, for who is refused. */
    String tooFewRoles() {
        return new Claims(token).tooFewRoles();
    }

    private Optional<String> header(String name) {
        List<String> sent = request.getCurrent().request().headers().getAll(name);
        if (sent.size() > 1) {
            throw Problem.invalidInput(name, "send this header once, not " + sent.size() + " times")
                    .asException();
        }
        return sent.stream().findFirst();
    }
}
