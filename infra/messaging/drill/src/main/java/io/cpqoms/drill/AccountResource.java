package io.cpqoms.drill;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Commands by REST. 200: committed. 409: refused, nothing changed. Anything else: ask again. */
@Path("/accounts")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class AccountResource {

    private final AccountCommands commands;

    AccountResource(AccountCommands commands) {
        this.commands = commands;
    }

    @POST
    @Blocking
    public Response change(AccountCommand command) {
        try {
            return Response.ok(commands.handle(command)).build();
        } catch (CommandRefused refused) {
            return Response.status(Response.Status.CONFLICT).build();
        }
    }
}
