package io.cpqoms.quote.lifecycle;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A revision as it lies in the database: what is listed in columns, the whole of it as one document. It is written when it is submitted
 * and once more when it is left; after that it never changes.
 */
@Entity
@Table(name = "quote_revision")
@IdClass(QuoteRevisionRow.Key.class)
@SuppressWarnings("NullAway.Init")
class QuoteRevisionRow {

    @Id
    UUID quoteId;

    @Id
    int revision;

    @Column(updatable = false)
    String tenantId;

    long version;
    String state;

    @Nullable
    String requestedBy;

    Instant validUntil;
    int lineCount;

    @Column(updatable = false)
    String currency;

    @Nullable
    BigDecimal listTotal;

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

    @Nullable
    String endedIn;

    @Nullable
    String endedBy;

    @Nullable
    String reason;

    @Nullable
    String revisedBy;

    @Nullable
    String revisionReason;

    @Nullable
    Instant supersededAt;

    /** Which revision of which quote; a class, because records are of the domain and know no database. */
    public static class Key implements Serializable {

        private static final long serialVersionUID = 1;

        UUID quoteId;
        int revision;

        public Key() {}

        Key(UUID quoteId, int revision) {
            this.quoteId = quoteId;
            this.revision = revision;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.revision == revision && key.quoteId.equals(quoteId);
        }

        @Override
        public int hashCode() {
            return Objects.hash(quoteId, revision);
        }
    }
}
