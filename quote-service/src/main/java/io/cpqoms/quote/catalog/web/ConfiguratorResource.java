package io.cpqoms.quote.catalog.web;

import io.cpqoms.command.Caller;
import io.cpqoms.command.Fields;
import io.cpqoms.command.Problem;
import io.cpqoms.command.Violation;
import io.cpqoms.quote.catalog.CatalogState;
import io.cpqoms.quote.catalog.CatalogVersion;
import io.cpqoms.quote.catalog.CatalogVersions;
import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.catalog.PinnedParts;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.quote.configuration.ChoiceNames;
import io.cpqoms.quote.configuration.Configuration;
import io.cpqoms.quote.configuration.Configurator;
import io.cpqoms.quote.configuration.ProductConfiguration;
import io.cpqoms.quote.configuration.TooManyParts;
import io.cpqoms.quote.web.ConfigurationChoices;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** REST for whoever puts a product together: choices in, what comes of them out. Nothing is stored. */
@Path("/catalog-versions/{catalogVersionId}/products/{productId}/configurations")
@Tag(name = "Catalog")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class ConfiguratorResource {

    private final CatalogVersions versions;
    private final Caller caller;

    ConfiguratorResource(CatalogVersions versions, Caller caller) {
        this.versions = versions;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"sales", "approver", "operator", "catalog-admin", "auditor", "service"})
    @Extension(name = "x-without-key", value = "true")
    @Operation(
            operationId = "configureProduct",
            summary = "Complete choices about a product, and say what is wrong with them and what would mend it",
            description =
                    "Stores nothing. A draft of a catalog version is answered about after its publication. Which of two"
                            + " repairs is cheaper is compared in the currency that the product names first.")
    public ConfiguratorView configure(
            @PathParam("catalogVersionId") String id,
            @PathParam("productId") String productId,
            @Valid @NotNull ConfigurationChoices body) {
        PinnedCatalog catalog = published(id);
        Product product = CatalogProductResource.product(productId, catalog);
        PinnedParts parts = new PinnedParts(catalog, product.firstCurrency());
        ProductConfiguration configuration = product.configuration().orElse(ProductConfiguration.NOTHING);
        Configuration chosen = Fields.read("options", body::chosen);
        List<String> unknown = ChoiceNames.unknown(configuration, chosen, parts);
        if (!unknown.isEmpty()) {
            throw Problem.invalidInput(unknown.stream()
                            .map(message -> new Violation("options", message))
                            .toList())
                    .asException();
        }
        try {
            return ConfiguratorView.of(new Configurator(parts).answer(configuration, chosen));
        } catch (TooManyParts tooMany) {
            throw Problem.invalidInput("options", tooMany.sentence()).asException();
        }
    }

    /** A draft changes, and nobody has looked yet whether its rules can be kept. */
    private PinnedCatalog published(String id) {
        CatalogVersion version = versions.get(caller.tenantId(), CatalogResource.id(id))
                .filter(known -> known.state() != CatalogState.DRAFT)
                .orElseThrow(
                        () -> Problem.notFound("published catalog version", id).asException());
        return versions.pinned(version.tenant(), version.id(), List.of());
    }
}
