package io.cpqoms.order.lifecycle;

import io.cpqoms.values.QuoteId;
import io.cpqoms.values.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The accepted quote revisions this service has heard of; an acceptance never changes, so the first one stays. */
@ApplicationScoped
public class AcceptedQuotes {

    private final DataSource dataSource;
    private final OrderDocuments documents;

    AcceptedQuotes(DataSource dataSource, OrderDocuments documents) {
        this.dataSource = dataSource;
        this.documents = documents;
    }

    /** Remembers acceptances; those already known stay as they are. */
    public void remember(List<AcceptedQuote> quotes) {
        String sql = """
                insert into accepted_quote (tenant_id, quote_id, revision, document) values (?, ?, ?, ?::jsonb)
                on conflict do nothing""";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (AcceptedQuote quote : quotes) {
                statement.setString(1, quote.tenant().value());
                statement.setObject(2, quote.quoteId().value());
                statement.setInt(3, quote.revision());
                statement.setString(4, documents.write(quote));
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("Accepted quotes could not be written", e);
        }
    }

    Optional<AcceptedQuote> find(TenantId tenant, QuoteId quoteId, int revision) {
        String sql = "select document from accepted_quote where tenant_id = ? and quote_id = ? and revision = ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, tenant.value());
            statement.setObject(2, quoteId.value());
            statement.setInt(3, revision);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(documents.readQuote(tenant, row.getString(1))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Accepted quotes could not be read", e);
        }
    }
}
