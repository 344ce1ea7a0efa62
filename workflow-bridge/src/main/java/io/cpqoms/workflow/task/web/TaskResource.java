package io.cpqoms.workflow.task.web;

import io.cpqoms.command.Caller;
import io.cpqoms.command.CommandAnswer;
import io.cpqoms.command.CommandRequest;
import io.cpqoms.command.Commands;
import io.cpqoms.command.Cursors;
import io.cpqoms.command.Listing;
import io.cpqoms.command.Page;
import io.cpqoms.command.PageParameters;
import io.cpqoms.command.PageRequest;
import io.cpqoms.command.Problem;
import io.cpqoms.workflow.engine.EngineConflict;
import io.cpqoms.workflow.engine.OpenTask;
import io.cpqoms.workflow.engine.TaskPosition;
import io.cpqoms.workflow.engine.UserTasks;
import io.cpqoms.workflow.task.Decider;
import io.cpqoms.workflow.task.TaskDecisions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The decisions that processes wait for: approvals of quotes and repairs of fallouts. */
@Path("/tasks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tasks")
@RolesAllowed({"sales", "approver", "operator", "auditor", "catalog-admin", Caller.SERVICE_ROLE})
@RunOnVirtualThread
public class TaskResource {

    private static final Listing<TaskPosition> OLDEST_FIRST = new Listing<>(
            "tasks",
            "createdAt, taskId",
            last -> List.of(last.createdAt().toString(), last.taskId()),
            parts -> new TaskPosition(Instant.parse(parts.get(0)), parts.get(1)));

    private final UserTasks tasks;
    private final TaskDecisions decisions;
    private final Commands commands;
    private final Cursors cursors;
    private final Caller caller;

    TaskResource(UserTasks tasks, TaskDecisions decisions, Commands commands, Cursors cursors, Caller caller) {
        this.tasks = tasks;
        this.decisions = decisions;
        this.commands = commands;
        this.cursors = cursors;
        this.caller = caller;
    }

    /** A decision and why. */
    @Schema(name = "TaskDecision")
    public record CompleteTask(
            @Schema(enumeration = {"approve", "reject", "return", "retry", "skip", "completeManually"})
            @NotBlank(message = "say what you decide")
            @Nullable
            String decision,

            @NotBlank(message = "say why in 1 to 500 characters")
            @Size(max = 500, message = "say why in 1 to 500 characters")
            @Nullable
            String reason) {}

    /** What became of a task. */
    @Schema(name = "CompletedTask")
    public record CompletedTask(String taskId, String state, String decision, String decidedBy) {}

    @GET
    @Operation(
            operationId = "listTasks",
            summary = "Open tasks, oldest first",
            description =
                    "All open tasks of the tenant, whoever asks. Each says whether the caller may decide it and, if not, why: "
                            + "it takes the role of its kind and one of its groups, both in the token's claim groups, and "
                            + "nobody decides on his own quote.")
    public Page<TaskView> list(
            @QueryParam("subjectId") @Nullable UUID subjectId,
            @Parameter(schema = @Schema(enumeration = "open")) @QueryParam("state") @DefaultValue("open") String state,
            @BeanParam PageParameters parameters) {
        if (!state.equals("open")) {
            throw Problem.invalidInput("state", "must be open; decided tasks are in the audit timeline")
                    .asException();
        }
        PageRequest<TaskPosition> request = cursors.open(OLDEST_FIRST, parameters, subjectId);
        Decider reader = decider();
        String tenant = reader.tenantId();
        List<OpenTask> found = subjectId == null
                ? tasks.page(tenant + ":quote:%", tenant + ":order:%", request.after(), request.reach())
                : tasks.page(
                        tenant + ":quote:" + subjectId + ":%",
                        tenant + ":order:" + subjectId,
                        request.after(),
                        request.reach());
        return request.page(found, OpenTask::position).map(task -> TaskView.of(task, reader));
    }

    @POST
    @Path("/{taskId}/complete")
    @RolesAllowed({"approver", "operator"})
    @Operation(
            operationId = "completeTask",
            summary = "Decide",
            description =
                    "Approvals take approve, reject or return (for revision) from an approver who did not submit the quote; "
                            + "fallouts take retry, skip or completeManually from an operator. Either must belong to the task's "
                            + "candidate group: the token's claim groups names it. When a decision is overdue, the task goes to a "
                            + "higher group under a new id, and the former group can't decide any more.")
    @Parameter(
            name = Caller.IDEMPOTENCY_KEY,
            in = ParameterIn.HEADER,
            required = true,
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "Decided; the process goes on.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CompletedTask.class)))
    @APIResponse(
            responseCode = "403",
            description =
                    "The token lacks the role of the task's kind or the task's candidate group; the detail names it.")
    @APIResponse(
            responseCode = "409",
            description =
                    "self-approval; answer-not-offered: the process began before there was this answer; task-decided: somebody decided before, here, in Tasklist or at the service that owns the "
                            + "case, and the detail says who and how; task-in-motion: somebody decides at this moment.")
    public Response complete(@PathParam("taskId") String taskId, @NotNull @Valid CompleteTask body) {
        String choice = Objects.requireNonNull(body.decision());
        String reason = Objects.requireNonNull(body.reason()).strip();
        Decider decider = decider();
        decisions.requireUndecided(taskId, decider);
        try {
            return commands.once(CommandRequest.of(caller, "tasks/" + taskId + "/complete", body), () -> {
                decisions.decide(taskId, decider, choice, reason);
                return new CommandAnswer(
                        200, Map.of(), new CompletedTask(taskId, "completed", choice, decider.subject()));
            });
        } catch (EngineConflict conflict) {
            throw Problem.conflict(
                            "task-in-motion",
                            "Task in motion",
                            "The task was decided, reminded or raised at the same moment; look again.")
                    .with(Problem.RETRY_AFTER, 1)
                    .asException();
        }
    }

    private Decider decider() {
        return new Decider(caller.tenant(), caller.actor().subject(), caller.groups());
    }
}
