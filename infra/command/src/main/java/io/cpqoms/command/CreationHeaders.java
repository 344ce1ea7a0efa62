package io.cpqoms.command;

import jakarta.ws.rs.HeaderParam;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The headers of a command that begins something. */
public class CreationHeaders {

    @HeaderParam("Idempotency-Key")
    @Parameter(
            in = ParameterIn.HEADER,
            required = true,
            description = "New for every command; the same key and body give the first answer again.",
            example = "7c1e6a52-create-1")
    @Nullable
    String idempotencyKey;

    @HeaderParam("Cpq-Correlation-Id")
    @Parameter(
            in = ParameterIn.HEADER,
            description = "UUID of the conversation this belongs to; one is made when it is absent.",
            example = "0198c0de-0000-7000-8000-000000000101")
    @Nullable
    String correlationId;
}
