package io.cpqoms.drill;

import io.cpqoms.command.database.RowScopes;
import io.cpqoms.values.TenantId;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Commands by REST, for the tenant that they name. 200: committed. 409: refused, nothing changed. Anything else: ask again. */
@Path("/accounts")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class AccountResource {

    private final AccountCommands commands;
    private final RowScopes scopes;

    AccountResource(AccountCommands commands, RowScopes scopes) {
        this.commands = commands;
        this.scopes = scopes;
    }

    @POST
    @Blocking
    public Response change(AccountCommand command) {
        try {
            AccountAnswer answer = scopes.ofTenant(new TenantId(command.tenant()), () -> commands.handle(command));
            return Response.ok(answer).build();
        } catch (CommandRefused refused) {
            return Response.status(Response.Status.CONFLICT).build();
        }
    }
}
