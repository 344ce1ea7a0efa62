package io.cpqoms.notification.contact;

import io.cpqoms.command.Caller;
import io.cpqoms.notification.rule.Recipient;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Takes where a group of the house is reached: whoever gets its mail learns of every approval and every fallout, and who is told instead
 * of it decides in its place. So it is said by administrators, not by those whose quotes are approved.
 */
@Path("/group-contacts")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("administrator")
@Tag(name = "Contacts")
class GroupContactResource {

    private final Caller caller;
    private final Contacts contacts;

    GroupContactResource(Caller caller, Contacts contacts) {
        this.caller = caller;
        this.contacts = contacts;
    }

    /** What the service knows now. */
    record GroupContactView(String group, String email, String locale) {}

    @PUT
    @Path("/{group}")
    @Operation(
            operationId = "putGroupContact",
            summary = "Say where a group of the house is reached and in which language",
            description = "The groups that the approval policy names, order-operations and sales-desk.")
    public GroupContactView put(@PathParam("group") String group, @Nullable ContactBody body) {
        String tenantId = caller.tenant();
        Contact contact = ContactBody.read(body, "group", group);
        contacts.put(tenantId, Recipient.group(group), contact);
        return new GroupContactView(group, contact.email(), contact.locale());
    }
}
