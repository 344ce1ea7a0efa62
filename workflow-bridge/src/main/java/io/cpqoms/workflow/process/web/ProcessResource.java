package io.cpqoms.workflow.process.web;

import io.cpqoms.command.Caller;
import io.cpqoms.command.Cursors;
import io.cpqoms.command.Listing;
import io.cpqoms.command.Page;
import io.cpqoms.command.PageParameters;
import io.cpqoms.command.PageRequest;
import io.cpqoms.command.Problem;
import io.cpqoms.workflow.engine.OpenIncident;
import io.cpqoms.workflow.engine.OpenStep;
import io.cpqoms.workflow.engine.Processes;
import io.cpqoms.workflow.process.ProcessRegister;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The processes of the caller's tenant: which run, how they ended, where they stand still. */
@Path("/processes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Processes")
@RolesAllowed({"sales", "approver", "operator", "auditor", "catalog-admin", Caller.SERVICE_ROLE})
@RunOnVirtualThread
public class ProcessResource {

    private static final Listing<ProcessRegister.Position> NEWEST_FIRST = new Listing<>(
            "processes",
            "linkedAt, businessKey, processKey",
            last -> List.of(last.linkedAt().toString(), last.businessKey(), last.processKey()),
            parts -> new ProcessRegister.Position(Instant.parse(parts.get(0)), parts.get(1), parts.get(2)));

    private final ProcessRegister register;
    private final Processes processes;
    private final Cursors cursors;
    private final Caller caller;

    ProcessResource(ProcessRegister register, Processes processes, Cursors cursors, Caller caller) {
        this.register = register;
        this.processes = processes;
        this.cursors = cursors;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "listProcesses", summary = "Processes, newest first")
    public Page<ProcessView> list(
            @Parameter(description = "Only those of this quote or order") @QueryParam("subjectId") @Nullable
                    UUID subjectId,
            @QueryParam("businessKey") @Nullable String businessKey,
            @QueryParam("processKey") @Nullable String processKey,
            @Parameter(schema = @Schema(enumeration = {"running", "ended"})) @QueryParam("state") @Nullable
                    String state,
            @BeanParam PageParameters parameters) {
        if (state != null && !Set.of("running", "ended").contains(state)) {
            throw Problem.invalidInput("state", "must be running or ended").asException();
        }
        PageRequest<ProcessRegister.Position> request =
                cursors.open(NEWEST_FIRST, parameters, subjectId, businessKey, processKey, state);
        var filter = new ProcessRegister.Filter(caller.tenant(), subjectId, businessKey, processKey, state);
        Page<ProcessRegister.Entry> page =
                request.page(register.page(filter, request.after(), request.reach()), ProcessRegister.Entry::position);
        Set<String> running = page.items().stream()
                .filter(entry -> entry.endedAt().isEmpty())
                .map(ProcessRegister.Entry::processInstanceId)
                .collect(Collectors.toSet());
        List<OpenIncident> incidents = processes.incidents(running);
        List<OpenStep> steps = processes.steps(running);
        return page.map(entry -> ProcessView.of(entry, incidents, steps));
    }

    @GET
    @Path("/count")
    @Operation(operationId = "countProcesses", summary = "How many processes there are, running and ended")
    public ProcessRegister.Count count(@QueryParam("processKey") @Nullable String processKey) {
        return register.count(caller.tenant(), processKey);
    }
}
