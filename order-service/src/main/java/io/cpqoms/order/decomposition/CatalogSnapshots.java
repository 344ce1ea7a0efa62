package io.cpqoms.order.decomposition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.order.PartnerName;
import io.cpqoms.order.TaskName;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The fulfilment rules of the published catalog versions this service has heard of; a version never changes. */
@ApplicationScoped
public class CatalogSnapshots {

    /** Few versions are quoted at a time, and each may hold thousands of rules. */
    private static final int REMEMBERED = 32;

    private static final TypeReference<Map<String, List<StoredRule>>> DOCUMENT = new TypeReference<>() {};

    private final DataSource dataSource;
    private final ObjectMapper json;
    private final Map<Key, CatalogRules> remembered = Collections.synchronizedMap(new Recent());

    CatalogSnapshots(DataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.json = json;
    }

    private record Key(TenantId tenant, CatalogVersionId version) {}

    private record StoredRule(String task, String partner, FulfilmentRule.Reach reach, List<String> dependsOn) {

        static StoredRule of(FulfilmentRule rule) {
            return new StoredRule(
                    rule.task().value(),
                    rule.partner().value(),
                    rule.reach(),
                    rule.dependsOn().stream().map(TaskName::value).toList());
        }

        FulfilmentRule rule() {
            return new FulfilmentRule(
                    new TaskName(task),
                    new PartnerName(partner),
                    reach,
                    dependsOn.stream().map(TaskName::new).toList());
        }
    }

    /** Keeps a published version; one that is known stays as it is. */
    public void remember(TenantId tenant, CatalogRules rules) {
        String sql = """
                insert into catalog_snapshot (tenant_id, catalog_version_id, document) values (?, ?, ?::jsonb)
                on conflict do nothing""";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, tenant.value());
            statement.setObject(2, rules.catalogVersionId().value());
            statement.setString(3, write(rules));
            statement.executeUpdate();
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("A catalog version could not be written", e);
        }
    }

    /** The rules of a version, if its publication has arrived here. */
    public Optional<CatalogRules> find(TenantId tenant, CatalogVersionId version) {
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
        String sql = "select document from catalog_snapshot where tenant_id = ? and catalog_version_id = ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key.tenant().value());
            statement.setObject(2, key.version().value());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(rules(key.version(), row.getString(1))) : Optional.empty();
            }
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("A catalog version could not be read", e);
        }
    }

    private String write(CatalogRules rules) throws JsonProcessingException {
        Map<String, List<StoredRule>> document = new TreeMap<>();
        rules.products()
                .forEach((product, ofProduct) -> document.put(
                        product.value(), ofProduct.stream().map(StoredRule::of).toList()));
        return json.writeValueAsString(document);
    }

    private CatalogRules rules(CatalogVersionId version, String document) throws JsonProcessingException {
        return new CatalogRules(
                version,
                json.readValue(document, DOCUMENT).entrySet().stream()
                        .collect(Collectors.toMap(
                                product -> new ProductId(product.getKey()),
                                product -> product.getValue().stream()
                                        .map(StoredRule::rule)
                                        .toList())));
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
