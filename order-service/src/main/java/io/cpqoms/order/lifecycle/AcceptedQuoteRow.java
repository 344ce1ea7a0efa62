package io.cpqoms.order.lifecycle;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** An acceptance as it lies in the database. */
@Entity
@Immutable
@Table(name = "accepted_quote")
@IdClass(AcceptedQuoteRow.Key.class)
@SuppressWarnings("NullAway.Init")
class AcceptedQuoteRow {

    @Id
    String tenantId;

    @Id
    UUID quoteId;

    @Id
    int revision;

    @JdbcTypeCode(SqlTypes.JSON)
    String document;

    record Key(String tenantId, UUID quoteId, int revision) {}
}
