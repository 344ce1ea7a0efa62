package io.cpqoms.notification.contact;

import io.cpqoms.command.Caller;
import io.cpqoms.command.Problem;
import io.cpqoms.notification.rule.Recipient;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes where a customer is reached; putting the same again changes nothing, so no idempotency key is asked for. */
@Path("/contacts")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"operator", "sales", "service"})
@Tag(name = "Contacts")
class ContactResource {

    private final Caller caller;
    private final Contacts contacts;

    ContactResource(Caller caller, Contacts contacts) {
        this.caller = caller;
        this.contacts = contacts;
    }

    /** What the service knows now. */
    record ContactView(String partyId, String email, String locale) {}

    @PUT
    @Path("/{partyId}")
    @Operation(
            operationId = "putContact",
            summary = "Say where a customer is reached and in which language",
            description =
                    "For customers only. Where the house's own groups get their approvals and fallouts, an administrator "
                            + "says with PUT /group-contacts/{group}; their names are refused here.")
    @APIResponse(
            responseCode = "200",
            description = "What is known now.",
            content = @Content(schema = @Schema(implementation = ContactView.class)))
    @APIResponse(
            responseCode = "403",
            description =
                    "The token's roles or its tenant do not allow this, or the name is that of a group of the house.")
    public ContactView put(@PathParam("partyId") String partyId, @Nullable ContactBody body) {
        String tenantId = caller.tenant();
        Contact contact = ContactBody.read(body, "partyId", partyId);
        if (contacts.isGroup(tenantId, partyId)) {
            throw Problem.forbidden(partyId + " is a group of the house, not a customer; an administrator says with"
                            + " PUT /group-contacts/" + partyId + " where it is reached.")
                    .asException();
        }
        contacts.put(tenantId, Recipient.customer(partyId), contact);
        return new ContactView(partyId, contact.email(), contact.locale());
    }
}
