package io.cpqoms.order.decomposition;

import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.TenantId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** The fulfilment rules of the published catalog versions this service has heard of; a version never changes. */
@ApplicationScoped
public class CatalogSnapshots implements PanacheRepositoryBase<CatalogSnapshotRow, CatalogSnapshotRow.Key> {

    /** Few versions are quoted at a time, and each may hold thousands of rules. */
    private static final int REMEMBERED = 32;

    private static final String REMEMBER = """
            insert into catalog_snapshot (tenant_id, catalog_version_id, document) values (?, ?, ?::jsonb)
            on conflict do nothing""";

    private final DataSource dataSource;
    private final Map<Key, CatalogRules> remembered = Collections.synchronizedMap(new Recent());

    CatalogSnapshots(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    private record Key(TenantId tenant, CatalogVersionId version) {}

    /** Keeps a published version; one that is known stays as it is. */
    public void remember(TenantId tenant, CatalogRules rules) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(REMEMBER)) {
            statement.setString(1, tenant.value());
            statement.setObject(2, rules.catalogVersionId().value());
            statement.setString(3, CatalogDocuments.RULES.write(rules));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A catalog version could not be written", e);
        }
    }

    /** The rules of a version, if its publication has arrived here. */
    public Optional<CatalogRules> get(TenantId tenant, CatalogVersionId version) {
        Key key = new Key(tenant, version);
        Optional<CatalogRules> known = Optional.ofNullable(remembered.get(key));
        if (known.isPresent()) {
            return known;
        }
        Optional<CatalogRules> read = read(key);
        read.ifPresent(rules -> remembered.put(key, rules));
        return read;
    }

    private Optional<CatalogRules> read(Key key) {
        return find(
                        "select document from CatalogSnapshotRow where tenantId = ?1 and catalogVersionId = ?2",
                        key.tenant().value(),
                        key.version().value())
                .project(String.class)
                .firstResultOptional()
                .map(document -> CatalogDocuments.RULES.read(document, Map.of("catalogVersionId", key.version())));
    }

    /** Forgets the version that was used least recently when there are too many. */
    private static final class Recent extends LinkedHashMap<Key, CatalogRules> {
        private static final long serialVersionUID = 1L;

        Recent() {
            super(REMEMBERED, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, CatalogRules> eldest) {
            return size() > REMEMBERED;
        }
    }
}
