package io.cpqoms.quote.lifecycle;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A revision as it lies in the database: the document never changes, the columns behind it say once how the revision ended. */
@Entity
@Table(name = "quote_revision")
@SuppressWarnings("NullAway.Init")
class QuoteRevisionRow {

    @EmbeddedId
    Key key;

    @Column(updatable = false)
    String tenantId;

    @Column(updatable = false)
    long version;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(updatable = false)
    String document;

    @Column(updatable = false)
    Instant createdAt;

    @Column(updatable = false)
    @Nullable
    String createdBy;

    @Column(updatable = false)
    Instant frozenAt;

    @Nullable
    String endedIn;

    @Nullable
    String endedBy;

    @Nullable
    String reason;

    @Nullable
    Instant supersededAt;

    /** Which revision of which quote; a class, because records are of the domain and know no database. */
    @Embeddable
    static class Key implements Serializable {

        private static final long serialVersionUID = 1;

        UUID quoteId;
        int revision;

        Key() {}

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
