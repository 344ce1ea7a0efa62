package io.cpqoms.quote.catalog.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Some products of a draft. */
record ProductPortion(@NotNull @Size(min = 1, max = 1000) List<@Valid @NotNull NewProduct> products) {}
