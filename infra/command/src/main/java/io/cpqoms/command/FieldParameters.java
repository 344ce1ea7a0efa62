package io.cpqoms.command;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameter of an answer whose members may be chosen. */
public class FieldParameters {

    static final String NAME = "fields";
    static final int LONGEST = 1_000;

    @QueryParam(NAME)
    @Parameter(
            description =
                    "Only these members, separated by commas; of a list, of each of its items. The others are left out, "
                            + "also those that are always there without this parameter.",
            schema = @Schema(pattern = "[A-Za-z]+(,[A-Za-z]+)*", maxLength = LONGEST),
            example = "version,state")
    @Nullable
    String fields;
}
