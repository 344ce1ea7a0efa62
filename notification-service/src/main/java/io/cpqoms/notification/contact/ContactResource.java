package io.cpqoms.notification.contact;

import io.cpqoms.command.Caller;
import io.cpqoms.command.Problem;
import io.cpqoms.command.Violation;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes where a party is reached; putting the same again changes nothing, so no idempotency key is asked for. */
@Path("/contacts")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"operator", "sales", "service"})
@Tag(name = "Contacts")
class ContactResource {

    private static final Pattern PARTY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]{0,99}");

    private final Caller caller;
    private final Contacts contacts;

    ContactResource(Caller caller, Contacts contacts) {
        this.caller = caller;
        this.contacts = contacts;
    }

    /** What the client sends. */
    record ContactBody(
            @Schema(required = true, maxLength = 254, examples = "orders@example.com") @Nullable
            String email,

            @Schema(required = true, maxLength = 35, examples = "de") @Nullable
            String locale) {}

    /** What the service knows now. */
    record ContactView(String partyId, String email, String locale) {}

    @PUT
    @Path("/{partyId}")
    @Operation(operationId = "putContact", summary = "Say where a party is reached and in which language")
    public ContactView put(@PathParam("partyId") String partyId, @Nullable ContactBody body) {
        String tenantId = caller.tenant();
        Contact contact = contact(body);
        List<Violation> violations = new ArrayList<>(contact.violations());
        if (!PARTY.matcher(partyId).matches()) {
            violations.add(new Violation("partyId", "must be 1 to 100 letters, digits or . _ : @ -"));
        }
        if (!violations.isEmpty()) {
            throw Problem.invalidInput(violations).asException();
        }
        contacts.put(tenantId, partyId, contact);
        return new ContactView(partyId, contact.email(), contact.locale());
    }

    /** Missing fields become empty ones, which are refused with the others. */
    private static Contact contact(@Nullable ContactBody body) {
        if (body == null) {
            return new Contact("", "");
        }
        return new Contact(body.email() == null ? "" : body.email(), body.locale() == null ? "" : body.locale());
    }
}
