package io.cpqoms.order.decomposition;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.messaging.PartsLedger;
import io.cpqoms.messaging.PartsSoFar;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.ProductId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Writes catalog versions as they come: rules of part after part, and that the version is whole when its fact agrees with them. */
@ApplicationScoped
public class CatalogParts {

    private static final String ADD = """
            insert into catalog_rule (tenant_id, catalog_version_id, product_id, document)
            select ?, ?, row.product_id, row.document::jsonb from unnest(?::text[], ?::text[]) as row (product_id, document)
            on conflict do nothing returning product_id""";

    private final DataSource dataSource;
    private final PartsLedger ledger = new PartsLedger("catalog_snapshot", "catalog_version_id", "products");

    CatalogParts(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The rules of a product. */
    public record ProductRules(ProductId product, List<FulfilmentRule> rules) {}

    /**
     * Keeps the rules of a part, and how much has come with it; one that says nothing new is passed over.
     *
     * @param products as they were told
     * @param rules what is kept of them
     */
    public void add(
            ReceivedEvent event,
            CatalogVersionId version,
            int part,
            JsonNode products,
            Supplier<List<ProductRules>> rules) {
        try (Connection connection = dataSource.getConnection()) {
            if (ledger.counts(connection, event, version.value(), part, products)) {
                insert(connection, event.tenantId(), version, rules.get());
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** From now on orders are decomposed by it, if all of it has come as its fact says. */
    public void complete(ReceivedEvent fact, CatalogVersionId version, PartsSoFar told) {
        try (Connection connection = dataSource.getConnection()) {
            ledger.complete(connection, fact, version.value(), told);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static void insert(
            Connection connection, String tenantId, CatalogVersionId version, List<ProductRules> rules)
            throws SQLException {
        List<String> ids = rules.stream().map(each -> each.product().value()).toList();
        List<String> documents = rules.stream()
                .map(each -> CatalogDocuments.RULES.write(new CatalogDocuments.ProductRules(each.rules())))
                .toList();
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setString(1, tenantId);
            add.setObject(2, version.value());
            add.setArray(3, connection.createArrayOf("text", ids.toArray()));
            add.setArray(4, connection.createArrayOf("text", documents.toArray()));
            List<String> added = new ArrayList<>();
            try (ResultSet rows = add.executeQuery()) {
                while (rows.next()) {
                    added.add(rows.getString(1));
                }
            }
            PartsLedger.requireNew(ids, added);
        }
    }

    private static IllegalStateException failed(SQLException e) {
        return new IllegalStateException("A catalog version could not be written", e);
    }
}
