package io.cpqoms.workflow.process.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.workflow.engine.OpenIncident;
import io.cpqoms.workflow.engine.OpenStep;
import io.cpqoms.workflow.process.BusinessKey;
import io.cpqoms.workflow.process.ProcessRegister;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A process as REST shows it. */
@Schema(name = "Process")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProcessView(
        String processKey,
        String businessKey,
        String processInstanceId,
        @Schema(enumeration = {"quote", "order"}) String subjectType,
        UUID subjectId,
        UUID correlationId,
        @Schema(enumeration = {"running", "ended"}) String state,

        @Schema(description = "The end event that was reached; absent while it runs.") @Nullable
        String outcome,

        Instant startedAt,
        @Nullable Instant endedAt,
        List<IncidentView> incidents,
        List<StepView> steps) {

    /** A step that stands still until an operator acts in Cockpit. */
    @Schema(name = "Incident")
    public record IncidentView(String activity, String message, Instant since) {}

    /** A step that a worker is to do, or tries again. */
    @Schema(name = "ProcessStep")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StepView(
            String activity,

            @Schema(description = "Absent before a try has failed; 0 is an incident.") @Nullable
            Integer triesLeft,

            @Schema(
                    description =
                            "When it is tried next, or, while it is being tried, when that is given up; absent while nobody has.")
            @Nullable
            Instant nextTry,

            @Schema(description = "Why the last try failed.") @Nullable
            String message) {}

    static ProcessView of(ProcessRegister.Entry entry, List<OpenIncident> incidents, List<OpenStep> steps) {
        BusinessKey key = BusinessKey.parse(entry.businessKey());
        return new ProcessView(
                entry.processKey(),
                entry.businessKey(),
                entry.processInstanceId(),
                key.subjectType(),
                key.subjectId(),
                entry.correlationId(),
                entry.endedAt().isPresent() ? "ended" : "running",
                entry.outcome().orElse(null),
                entry.linkedAt(),
                entry.endedAt().orElse(null),
                incidents.stream()
                        .filter(incident -> incident.processInstanceId().equals(entry.processInstanceId()))
                        .map(incident -> new IncidentView(incident.activityId(), incident.message(), incident.since()))
                        .toList(),
                steps.stream()
                        .filter(step -> step.processInstanceId().equals(entry.processInstanceId()))
                        .map(step -> new StepView(
                                step.activityId(),
                                step.triesLeft().orElse(null),
                                step.nextTry().orElse(null),
                                step.message().orElse(null)))
                        .toList());
    }
}
