package io.cpqoms.quote.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A catalog version as it lies in the database: what is guarded or listed in columns, the products as one document. */
@Entity
@Table(name = "catalog_version")
@SuppressWarnings("NullAway.Init")
class CatalogVersionRow {

    @Id
    UUID catalogVersionId;

    @Column(updatable = false)
    String tenantId;

    long version;

    @Enumerated(EnumType.STRING)
    CatalogState state;

    @Column(updatable = false)
    String name;

    @Column(updatable = false)
    @JdbcTypeCode(SqlTypes.JSON)
    String products;

    @Column(updatable = false)
    int productCount;

    Instant changedAt;
}
