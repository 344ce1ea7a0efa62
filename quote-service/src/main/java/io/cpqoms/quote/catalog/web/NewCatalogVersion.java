package io.cpqoms.quote.catalog.web;

import io.cpqoms.quote.catalog.CatalogCommandHandler.NewDraft;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A catalog version as a client proposes it, with its first products or all of them. */
record NewCatalogVersion(
        @NotBlank @Size(max = 200) @Schema(examples = "Autumn 2026")
        String name,

        @NotNull @Size(min = 1, max = 2000) List<@Valid @NotNull NewProduct> products) {

    NewDraft draft(CatalogVersionId id, TenantId tenant) {
        return new NewDraft(id, tenant, name, NewProduct.read(products));
    }
}
