package io.cpqoms.order.lifecycle;

import io.cpqoms.values.QuoteId;
import io.cpqoms.values.TenantId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** The accepted quote revisions this service has heard of; an acceptance never changes, so the first one stays. */
@ApplicationScoped
public class AcceptedQuotes implements PanacheRepositoryBase<AcceptedQuoteRow, AcceptedQuoteRow.Key> {

    private static final String REMEMBER = """
            insert into accepted_quote (tenant_id, quote_id, revision, document) values (?, ?, ?, ?::jsonb)
            on conflict do nothing""";

    private final DataSource dataSource;

    AcceptedQuotes(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Remembers acceptances in one batch; those already known stay as they are. */
    public void remember(List<Acceptance> acceptances) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(REMEMBER)) {
            for (Acceptance acceptance : acceptances) {
                AcceptedQuote quote = acceptance.quote();
                Statements.bind(
                        statement,
                        acceptance.tenant().value(),
                        quote.quoteId().value(),
                        quote.revision(),
                        OrderDocuments.QUOTES.write(quote));
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("Accepted quotes could not be written", e);
        }
    }

    Optional<AcceptedQuote> get(TenantId tenant, QuoteId quoteId, int revision) {
        return find(
                        "select document from AcceptedQuoteRow where tenantId = ?1 and quoteId = ?2 and revision = ?3",
                        tenant.value(),
                        quoteId.value(),
                        revision)
                .project(String.class)
                .firstResultOptional()
                .map(document ->
                        OrderDocuments.QUOTES.read(document, Map.of("quoteId", quoteId, "revision", revision)));
    }
}
