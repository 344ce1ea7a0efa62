package io.cpqoms.messaging.ops;

import io.cpqoms.command.Caller;
import io.cpqoms.command.Problem;
import io.cpqoms.command.database.AcrossTenants;
import io.cpqoms.messaging.internal.AggregateInbox;
import io.cpqoms.messaging.internal.AggregateOutbox;
import io.cpqoms.messaging.internal.DeadLetterStore;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * How one aggregate stands in this service's messaging: what of it is not on its topic yet, and how far each consumer is with it. The
 * key begins with the caller's tenant, which has no colon in it, so that nobody reaches another tenant's.
 */
@AcrossTenants
@Path("/ops/aggregates")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@Blocking
public class AggregateResource {

    private static final int MOST = 20;
    private static final Pattern KIND = Pattern.compile("[A-Za-z-]{1,40}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:@-]{1,200}");

    private final AggregateOutbox outbox;
    private final ParkedMessages parked;
    private final AggregateInbox inbox;
    private final DeadLetterStore letters;
    private final Caller caller;

    AggregateResource(
            AggregateOutbox outbox,
            ParkedMessages parked,
            AggregateInbox inbox,
            DeadLetterStore letters,
            Caller caller) {
        this.outbox = outbox;
        this.parked = parked;
        this.inbox = inbox;
        this.letters = letters;
        this.caller = caller;
    }

    /**
     * What is known of the aggregate here; all of it empty for one that never was. Lists end after twenty.
     *
     * @param unpublished committed and not looked at by a relay yet
     * @param unknownBehind when the outbox is so far behind that others of it may be unpublished too
     * @param withheld not publishable: for what they are, behind one that is, or with their topic
     */
    public record AggregateStanding(
            String key,
            List<AggregateOutbox.UnpublishedEvent> unpublished,
            Optional<AggregateOutbox.Backlog> unknownBehind,
            List<ParkedMessages.Parked> withheld,
            List<AggregateInbox.ConsumerStanding> consumers,
            List<DeadLetterStore.Letter> deadLetters) {}

    @GET
    @Path("/{kind}/{id}")
    @Operation(operationId = "getAggregateStanding", summary = "How an aggregate stands in outbox and inbox")
    public AggregateStanding standing(@PathParam("kind") String kind, @PathParam("id") String id) {
        if (!KIND.matcher(kind).matches() || !ID.matcher(id).matches()) {
            throw Problem.notFound("aggregate", id).asException();
        }
        String tenant = caller.tenant();
        String key = tenant + ":" + kind + ":" + id;
        AggregateOutbox.Unpublished unpublished = outbox.unpublished(tenant, key, MOST);
        return new AggregateStanding(
                key,
                unpublished.events(),
                unpublished.unknownBehind(),
                parked.ofKey(tenant, key, MOST),
                inbox.of(key),
                letters.ofKey(DeadLetterStore.Reach.of(caller), key, MOST));
    }
}
