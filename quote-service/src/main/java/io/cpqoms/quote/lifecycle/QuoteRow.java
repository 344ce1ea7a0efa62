package io.cpqoms.quote.lifecycle;

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

/** A quote as it lies in the database: what is guarded, indexed or listed in columns, the whole of it as one document. */
@Entity
@Table(name = "quote")
@SuppressWarnings("NullAway.Init")
class QuoteRow {

    @Id
    UUID quoteId;

    @Column(updatable = false)
    String tenantId;

    long version;
    int revision;
    String state;

    @Column(updatable = false)
    String customerId;

    @Column(updatable = false)
    String currency;

    @Column(updatable = false)
    UUID catalogVersionId;

    @Column(updatable = false)
    @Nullable
    String externalReference;

    Instant validUntil;

    @Nullable
    BigDecimal exactTotal;

    @Nullable
    BigDecimal roundedTotal;

    @JdbcTypeCode(SqlTypes.JSON)
    String document;

    @Column(updatable = false)
    Instant createdAt;

    @Column(updatable = false)
    @Nullable
    String createdBy;

    Instant changedAt;
}
