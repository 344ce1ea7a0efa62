package io.cpqoms.quote.catalog.web;

import io.cpqoms.command.Caller;
import io.cpqoms.command.Causes;
import io.cpqoms.command.CommandAnswer;
import io.cpqoms.command.CommandHeaders;
import io.cpqoms.command.CommandRequest;
import io.cpqoms.command.Commands;
import io.cpqoms.command.CreationHeaders;
import io.cpqoms.command.Cursors;
import io.cpqoms.command.ExpectedVersion;
import io.cpqoms.command.FieldParameters;
import io.cpqoms.command.Fields;
import io.cpqoms.command.Listing;
import io.cpqoms.command.Page;
import io.cpqoms.command.PageParameters;
import io.cpqoms.command.PageRequest;
import io.cpqoms.command.Problem;
import io.cpqoms.command.database.DatabasePatience;
import io.cpqoms.quote.catalog.CatalogCommandHandler;
import io.cpqoms.quote.catalog.CatalogOutcome;
import io.cpqoms.quote.catalog.CatalogSummary;
import io.cpqoms.quote.catalog.CatalogVersion;
import io.cpqoms.quote.catalog.CatalogVersions;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.Ids;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** REST for catalog versions. */
@Path("/catalog-versions")
@Tag(name = "Catalog", description = "Immutable snapshots of products that quotes pin.")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class CatalogResource {

    private static final Listing<UUID> NEWEST_FIRST = Listing.byId("catalog-versions", "newest first");

    private final CatalogCommandHandler handler;
    private final CatalogVersions versions;
    private final Commands commands;
    private final Cursors cursors;
    private final Caller caller;
    private final Causes causes;
    private final Ids ids;
    private final DatabasePatience patience;

    CatalogResource(
            CatalogCommandHandler handler,
            CatalogVersions versions,
            Commands commands,
            Cursors cursors,
            Caller caller,
            Causes causes,
            Ids ids,
            DatabasePatience patience) {
        this.handler = handler;
        this.versions = versions;
        this.commands = commands;
        this.cursors = cursors;
        this.caller = caller;
        this.causes = causes;
        this.ids = ids;
        this.patience = patience;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("catalog-admin")
    @Operation(
            operationId = "createCatalogVersion",
            summary = "Store a draft of a catalog version",
            description = "With all of its products, or with the first of them: more can be put until it is published.")
    @APIResponseSchema(value = CatalogVersionView.class, responseCode = "201")
    public Response create(@BeanParam CreationHeaders headers, @Valid @NotNull NewCatalogVersion body) {
        return commands.once(CommandRequest.of(caller, "catalog-versions", body), () -> {
            CatalogVersion draft = CatalogAnswers.done(
                    handler.draft(body.draft(new CatalogVersionId(ids.next()), caller.tenantId()), causes.now()));
            return CommandAnswer.created("/catalog-versions/" + draft.id(), CatalogVersionView.of(draft))
                    .withVersion(draft.version());
        });
    }

    @POST
    @Path("{catalogVersionId}/publish")
    @RolesAllowed("catalog-admin")
    @Operation(
            operationId = "publishCatalogVersion",
            summary = "Make a draft quotable",
            description =
                    "Refused with 409 when there is no product, one takes more to tell than a part has room for, there are more"
                            + " than 1,000 order-wide tasks, or tasks wait for each other, are unknown, or disagree between products. Of a"
                            + " large version it takes up to a minute; meanwhile other commands on it wait, and get 503 when they waited"
                            + " too long.")
    @APIResponseSchema(value = CatalogVersionView.class, responseCode = "200")
    public Response publish(@BeanParam CommandHeaders headers, @PathParam("catalogVersionId") String id) {
        CatalogVersionId version = id(id);
        ExpectedVersion expected = ExpectedVersion.parse(headers.ifMatch);
        // Tells up to 64 MB in one transaction.
        patience.allow(CatalogCommandHandler.LONGEST_PUBLICATION);
        return command(version, "publish", () -> handler.publish(caller.tenantId(), version, expected, causes.now()));
    }

    @POST
    @Path("{catalogVersionId}/retire")
    @RolesAllowed("catalog-admin")
    @Operation(
            operationId = "retireCatalogVersion",
            summary = "End new quotes on a published version",
            description = "Quotes that pin the version go on.")
    @APIResponseSchema(value = CatalogVersionView.class, responseCode = "200")
    public Response retire(@BeanParam CommandHeaders headers, @PathParam("catalogVersionId") String id) {
        CatalogVersionId version = id(id);
        ExpectedVersion expected = ExpectedVersion.parse(headers.ifMatch);
        return command(version, "retire", () -> handler.retire(caller.tenantId(), version, expected, causes.now()));
    }

    @GET
    @Path("{catalogVersionId}")
    @RolesAllowed({"sales", "approver", "operator", "catalog-admin", "auditor", "service"})
    @Operation(operationId = "getCatalogVersion", summary = "Read a catalog version")
    @APIResponseSchema(CatalogVersionView.class)
    public Response get(@PathParam("catalogVersionId") String id, @BeanParam FieldParameters fields) {
        CatalogVersion version = versions.get(caller.tenantId(), id(id))
                .orElseThrow(() -> Problem.notFound("catalog version", id).asException());
        return Response.ok(CatalogVersionView.of(version))
                .header("ETag", ExpectedVersion.etag(version.version()))
                .build();
    }

    @GET
    @RolesAllowed({"sales", "approver", "operator", "catalog-admin", "auditor", "service"})
    @Operation(operationId = "listCatalogVersions", summary = "List catalog versions, newest first")
    public Page<CatalogVersionView> list(@BeanParam PageParameters parameters, @BeanParam FieldParameters fields) {
        PageRequest<UUID> request = cursors.open(NEWEST_FIRST, parameters);
        List<CatalogSummary> read = versions.page(caller.tenantId(), request.after(), request.reach());
        return request.page(read, CatalogSummary::catalogVersionId).map(CatalogVersionView::of);
    }

    private Response command(CatalogVersionId id, String name, Supplier<CatalogOutcome> work) {
        String operation = "catalog-versions/" + id + "/" + name;
        return commands.once(CommandRequest.of(caller, operation, Map.of()), () -> {
            CatalogVersion version = CatalogAnswers.done(work.get());
            return CommandAnswer.ok(CatalogVersionView.of(version)).withVersion(version.version());
        });
    }

    static CatalogVersionId id(String text) {
        return new CatalogVersionId(Fields.pathId("catalog version", text));
    }
}
