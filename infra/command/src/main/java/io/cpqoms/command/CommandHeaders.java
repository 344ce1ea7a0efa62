package io.cpqoms.command;

import jakarta.ws.rs.HeaderParam;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The two headers of every command to something that exists. */
public class CommandHeaders {

    @HeaderParam("Idempotency-Key")
    @Parameter(
            in = ParameterIn.HEADER,
            required = true,
            description = "New for every command; the same key and body give the first answer again.",
            example = "7c1e6a52-price-1")
    @Nullable
    String idempotencyKey;

    @HeaderParam("If-Match")
    @Parameter(
            in = ParameterIn.HEADER,
            required = true,
            description = "The version you have seen, as the ETag gave it, or * for any.",
            example = "\"3\"")
    public @Nullable String ifMatch;
}
