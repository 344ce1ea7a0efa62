package io.cpqoms.quote.catalog.web;

import io.cpqoms.command.Caller;
import io.cpqoms.command.Causes;
import io.cpqoms.command.CommandAnswer;
import io.cpqoms.command.CommandHeaders;
import io.cpqoms.command.CommandRequest;
import io.cpqoms.command.Commands;
import io.cpqoms.command.Cursors;
import io.cpqoms.command.ExpectedVersion;
import io.cpqoms.command.FieldParameters;
import io.cpqoms.command.Listing;
import io.cpqoms.command.Page;
import io.cpqoms.command.PageParameters;
import io.cpqoms.command.PageRequest;
import io.cpqoms.command.Problem;
import io.cpqoms.quote.catalog.CatalogCommandHandler;
import io.cpqoms.quote.catalog.CatalogOutcome;
import io.cpqoms.quote.catalog.CatalogProducts;
import io.cpqoms.quote.catalog.CatalogVersion;
import io.cpqoms.quote.catalog.CatalogVersions;
import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.ProductId;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** REST for the products of a catalog version: a draft takes them in portions. */
@Path("/catalog-versions/{catalogVersionId}/products")
@Tag(name = "Catalog")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class CatalogProductResource {

    private static final Listing<String> BY_ID = new Listing<>("catalog-products", "by id", List::of, List::getFirst);

    private final CatalogCommandHandler handler;
    private final CatalogVersions versions;
    private final CatalogProducts products;
    private final Commands commands;
    private final Cursors cursors;
    private final Caller caller;
    private final Causes causes;

    CatalogProductResource(
            CatalogCommandHandler handler,
            CatalogVersions versions,
            CatalogProducts products,
            Commands commands,
            Cursors cursors,
            Caller caller,
            Causes causes) {
        this.handler = handler;
        this.versions = versions;
        this.products = products;
        this.commands = commands;
        this.cursors = cursors;
        this.caller = caller;
        this.causes = causes;
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("catalog-admin")
    @Operation(
            operationId = "putCatalogProducts",
            summary = "Add products to a draft, or replace those that it has",
            description = "All of them or none. A version has at most 50,000 products, and 64 MB to tell of them.")
    @APIResponseSchema(CatalogVersionView.class)
    public Response put(
            @BeanParam CommandHeaders headers,
            @PathParam("catalogVersionId") String id,
            @Valid @NotNull ProductPortion body) {
        CatalogVersionId version = CatalogResource.id(id);
        ExpectedVersion expected = ExpectedVersion.parse(headers.ifMatch);
        return command(
                version,
                "put-products",
                body,
                () -> handler.put(
                        caller.tenantId(), version, expected, NewProduct.read(body.products()), causes.now()));
    }

    @DELETE
    @Path("{productId}")
    @RolesAllowed("catalog-admin")
    @Operation(operationId = "removeCatalogProduct", summary = "Take a product out of a draft")
    @APIResponseSchema(CatalogVersionView.class)
    public Response remove(
            @BeanParam CommandHeaders headers,
            @PathParam("catalogVersionId") String id,
            @PathParam("productId") String productId) {
        CatalogVersionId version = CatalogResource.id(id);
        ProductId product = product(productId);
        ExpectedVersion expected = ExpectedVersion.parse(headers.ifMatch);
        return command(
                version,
                "remove-product/" + product,
                Map.of(),
                () -> handler.remove(caller.tenantId(), version, expected, product, causes.now()));
    }

    @GET
    @RolesAllowed({"sales", "approver", "operator", "catalog-admin", "auditor", "service"})
    @Operation(operationId = "listCatalogProducts", summary = "List the products of a catalog version by their ids")
    public Page<ProductView> list(
            @PathParam("catalogVersionId") String id,
            @BeanParam ProductListParameters narrowed,
            @BeanParam PageParameters parameters,
            @BeanParam FieldParameters fields) {
        CatalogVersion version = version(id);
        PageRequest<String> request =
                cursors.open(BY_ID, parameters, version.id().value(), narrowed.productClass, narrowed.namePrefix);
        List<Product> read =
                products.page(version, narrowed.selection(), request.after().orElse(""), request.reach());
        return request.page(read, product -> product.productId().value()).map(ProductView::of);
    }

    @GET
    @Path("{productId}")
    @RolesAllowed({"sales", "approver", "operator", "catalog-admin", "auditor", "service"})
    @Operation(operationId = "getCatalogProduct", summary = "Read a product of a catalog version")
    @APIResponseSchema(ProductView.class)
    public Response get(
            @PathParam("catalogVersionId") String id,
            @PathParam("productId") String productId,
            @BeanParam FieldParameters fields) {
        CatalogVersion version = version(id);
        Optional<Product> found = products.get(version, product(productId));
        return Response.ok(ProductView.of(found.orElseThrow(
                        () -> Problem.notFound("product", productId).asException())))
                .header("ETag", ExpectedVersion.etag(version.version()))
                .build();
    }

    private Response command(CatalogVersionId id, String name, Object body, Supplier<CatalogOutcome> work) {
        return commands.once(CommandRequest.of(caller, "catalog-versions/" + id + "/" + name, body), () -> {
            CatalogVersion version = CatalogAnswers.done(work.get());
            return CommandAnswer.ok(CatalogVersionView.of(version)).withVersion(version.version());
        });
    }

    private CatalogVersion version(String id) {
        return versions.get(caller.tenantId(), CatalogResource.id(id))
                .orElseThrow(() -> Problem.notFound("catalog version", id).asException());
    }

    /** The product of a path in a published version. */
    static Product product(String text, PinnedCatalog catalog) {
        return catalog.product(product(text))
                .orElseThrow(() -> Problem.notFound("product", text).asException());
    }

    /** What is no id of a product names none. */
    private static ProductId product(String text) {
        try {
            return new ProductId(text);
        } catch (IllegalArgumentException notOne) {
            throw Problem.notFound("product", text).asException();
        }
    }
}
