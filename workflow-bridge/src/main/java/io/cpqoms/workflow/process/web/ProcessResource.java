package io.cpqoms.workflow.process.web;

import io.cpqoms.command.Caller;
import io.cpqoms.command.Problem;
import io.cpqoms.workflow.engine.OpenIncident;
import io.cpqoms.workflow.engine.Processes;
import io.cpqoms.workflow.process.Page;
import io.cpqoms.workflow.process.ProcessRegister;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The processes of the caller's tenant: which run, how they ended, where they stand still. */
@Path("/processes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Processes")
@RolesAllowed({"sales", "approver", "operator", "auditor", "catalog-admin", Caller.SERVICE_ROLE})
@RunOnVirtualThread
public class ProcessResource {

    private final ProcessRegister register;
    private final Processes processes;
    private final Caller caller;

    ProcessResource(ProcessRegister register, Processes processes, Caller caller) {
        this.register = register;
        this.processes = processes;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "listProcesses", summary = "Processes, newest first")
    public Page<ProcessView> list(
            @QueryParam("businessKey") @Nullable String businessKey,
            @QueryParam("processKey") @Nullable String processKey,
            @QueryParam("state") @Nullable String state,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        if (state != null && !Set.of("running", "ended").contains(state)) {
            throw Problem.invalidInput("state", "must be running or ended").asException();
        }
        int size = Page.limit(limit);
        var filter = new ProcessRegister.Filter(caller.tenant(), businessKey, processKey, state);
        List<ProcessRegister.Entry> found = register.page(filter, position(cursor), size + 1);
        List<ProcessRegister.Entry> shown = found.subList(0, Math.min(size, found.size()));
        List<OpenIncident> incidents = processes.incidents(shown.stream()
                .filter(entry -> entry.endedAt().isEmpty())
                .map(ProcessRegister.Entry::processInstanceId)
                .collect(Collectors.toSet()));
        return new Page<>(
                shown.stream().map(entry -> ProcessView.of(entry, incidents)).toList(),
                found.size() > size ? cursor(shown.getLast().position()) : null);
    }

    @GET
    @Path("/count")
    @Operation(operationId = "countProcesses", summary = "How many processes there are, running and ended")
    public ProcessRegister.Count count(@QueryParam("processKey") @Nullable String processKey) {
        return register.count(caller.tenant(), processKey);
    }

    private static String cursor(ProcessRegister.Position last) {
        return Page.cursor(last.linkedAt().toString(), last.businessKey(), last.processKey());
    }

    private static Optional<ProcessRegister.Position> position(@Nullable String cursor) {
        return Page.parts(cursor, 3).map(parts -> {
            try {
                return new ProcessRegister.Position(Instant.parse(parts.get(0)), parts.get(1), parts.get(2));
            } catch (DateTimeException notOurs) {
                throw Problem.invalidInput("cursor", "must be the nextCursor of the page before")
                        .asException();
            }
        });
    }
}
