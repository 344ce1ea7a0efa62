package io.cpqoms.order.decomposition;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The rules of a catalog version as they lie in the database. */
@Entity
@Immutable
@Table(name = "catalog_snapshot")
@IdClass(CatalogSnapshotRow.Key.class)
@SuppressWarnings("NullAway.Init")
class CatalogSnapshotRow {

    @Id
    String tenantId;

    @Id
    UUID catalogVersionId;

    @JdbcTypeCode(SqlTypes.JSON)
    String document;

    record Key(String tenantId, UUID catalogVersionId) {}
}
