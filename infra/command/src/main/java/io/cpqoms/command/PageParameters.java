package io.cpqoms.command;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The two query parameters that every list takes, as the client sent them. */
public class PageParameters {

    @QueryParam("limit")
    @Parameter(
            description = "At most so many items.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50"))
    @Nullable
    String limit;

    @QueryParam("cursor")
    @Parameter(
            description = "The nextCursor of an earlier page of this list, with the filters of that page.",
            schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = Cursors.LONGEST))
    @Nullable
    String cursor;

    public PageParameters() {}

    PageParameters(@Nullable String limit, @Nullable String cursor) {
        this.limit = limit;
        this.cursor = cursor;
    }
}
