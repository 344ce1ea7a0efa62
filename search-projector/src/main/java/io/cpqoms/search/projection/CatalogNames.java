package io.cpqoms.search.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What products are called, from published catalog versions.
 *
 * <p>Catalog and quotes come on different topics, so a quote may be here before its catalog. Readers and the writer share
 * an advisory lock: whoever comes second sees what the first has committed, so that no document stays without names.
 */
@ApplicationScoped
class CatalogNames {

    private static final long LOCK = 7_083_265_001L;
    private static final String SHARE = "select pg_advisory_xact_lock_shared(?)";
    private static final String OWN = "select pg_advisory_xact_lock(?)";
    private static final String NAMES = """
            select p.tenant_id, p.catalog_version_id, p.product_id, p.name
              from catalog_product p
              join catalog_version v
                on v.tenant_id = p.tenant_id and v.catalog_version_id = p.catalog_version_id and v.whole_at is not null
              join (select distinct * from unnest(?::text[], ?::text[], ?::text[])) as wanted (tenant_id, catalog, product)
                on p.tenant_id = wanted.tenant_id and p.catalog_version_id = wanted.catalog
               and p.product_id = wanted.product""";

    private final DataSource dataSource;

    CatalogNames(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    private record Product(String tenantId, String catalogVersionId, String productId) {}

    /** Copies of the documents with the names of their products, where they are known. */
    List<ObjectNode> named(List<ProjectedDocument> documents) {
        Map<Product, String> names = names(documents);
        return documents.stream().map(document -> named(document, names)).toList();
    }

    /** What becomes whole in this transaction is seen by whoever reads names after it. */
    void own() {
        try (Connection connection = dataSource.getConnection()) {
            lock(connection, OWN);
        } catch (SQLException e) {
            throw new IllegalStateException("Product names could not be locked", e);
        }
    }

    private static ObjectNode named(ProjectedDocument document, Map<Product, String> names) {
        ObjectNode copy = document.content().deepCopy();
        Set<String> ids = new LinkedHashSet<>();
        Set<String> found = new LinkedHashSet<>();
        for (JsonNode line : copy.path("lines")) {
            Product product = product(document, line);
            ids.add(product.productId());
            @Nullable String name = names.get(product);
            if (name != null) {
                ((ObjectNode) line).put("productName", name);
                found.add(name);
            }
        }
        fill(copy.putArray("productIds"), ids);
        fill(copy.putArray("productNames"), found);
        return copy;
    }

    private static void fill(ArrayNode array, Collection<String> values) {
        values.forEach(array::add);
    }

    private static Product product(ProjectedDocument document, JsonNode line) {
        return new Product(
                document.key().tenantId(),
                document.content().path("catalogVersionId").asText(),
                line.path("productId").asText());
    }

    private Map<Product, String> names(List<ProjectedDocument> documents) {
        List<Product> wanted = documents.stream()
                .flatMap(document ->
                        document.content().path("lines").valueStream().map(line -> product(document, line)))
                .distinct()
                .toList();
        Map<Product, String> names = new HashMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(NAMES)) {
            lock(connection, SHARE);
            query.setArray(
                    1,
                    connection.createArrayOf(
                            "text", wanted.stream().map(Product::tenantId).toArray()));
            query.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            wanted.stream().map(Product::catalogVersionId).toArray()));
            query.setArray(
                    3,
                    connection.createArrayOf(
                            "text", wanted.stream().map(Product::productId).toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    names.put(new Product(rows.getString(1), rows.getString(2), rows.getString(3)), rows.getString(4));
                }
            }
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException("Product names could not be read", e);
        }
    }

    private static void lock(Connection connection, String how) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(how)) {
            lock.setLong(1, LOCK);
            lock.execute();
        }
    }
}
