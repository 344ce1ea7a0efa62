package io.cpqoms.order.lifecycle;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** An order as it lies in the database: what is guarded, indexed or listed in columns, the rest of it as one document. */
@Entity
@Table(name = "orders")
@SuppressWarnings("NullAway.Init")
class OrderRow {

    @Id
    UUID id;

    @Column(updatable = false)
    String tenantId;

    long version;
    String state;
    int openFallouts;
    int fallouts;

    @Column(updatable = false)
    UUID quoteId;

    @Column(updatable = false)
    int quoteRevision;

    @Column(updatable = false)
    String customerId;

    @Column(updatable = false)
    @Nullable
    String externalReference;

    @Column(updatable = false)
    String currency;

    @Column(updatable = false)
    BigDecimal exactTotal;

    @Column(updatable = false)
    BigDecimal roundedTotal;

    @Column(updatable = false)
    UUID correlationId;

    @Column(updatable = false)
    Instant createdAt;

    @Column(updatable = false)
    @Nullable
    String createdBy;

    @Column(name = "updated_at")
    Instant changedAt;

    @JdbcTypeCode(SqlTypes.JSON)
    String document;
}
