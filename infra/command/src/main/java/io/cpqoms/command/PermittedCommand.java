package io.cpqoms.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.command.decision.Permission;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an aggregate's answer says of a command: whether it may be sent as things stand now, and why not. Whether the caller's role allows
 * it is said by the operation.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "PermittedCommand")
public record PermittedCommand(
        @Schema(examples = "price") String command,
        boolean permitted,

        @Schema(description = "Absent when the command is permitted; what it says itself may still be refused.")
        @Nullable
        Why why) {

    /** The refusal that the command would meet, shortened to its type and its sentence. */
    @Schema(name = "Why")
    public record Why(
            @Schema(examples = "urn:cpq:problem:illegal-transition")
            String type,

            String detail) {}

    /** The permissions of an aggregate as its answers tell them. */
    public static <P> List<PermittedCommand> of(List<Permission<P>> permissions, Function<P, Problem> problem) {
        return permissions.stream()
                .map(permission -> permission
                        .objection()
                        .map(problem)
                        .map(refusal -> new PermittedCommand(
                                permission.command(), false, new Why(refusal.type(), refusal.detail())))
                        .orElseGet(() -> new PermittedCommand(permission.command(), true, null)))
                .toList();
    }
}
