package io.cpqoms.quote.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A catalog version as it lies in the database; its products are rows of their own. */
@Entity
@Table(name = "catalog_version")
@SuppressWarnings("NullAway.Init")
class CatalogVersionRow {

    @Id
    UUID catalogVersionId;

    @Column(updatable = false)
    String tenantId;

    long version;

    long told;

    @Enumerated(EnumType.STRING)
    CatalogState state;

    @Column(updatable = false)
    String name;

    int productCount;

    /** Of what was told; absent before, and of what was published before products were told in parts. */
    @Nullable
    String contentHash;

    Instant changedAt;
}
