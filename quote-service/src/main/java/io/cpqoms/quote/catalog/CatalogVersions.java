package io.cpqoms.quote.catalog;

import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.TenantId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The catalog versions of all tenants; every question names the tenant. */
@ApplicationScoped
public class CatalogVersions implements PanacheRepositoryBase<CatalogVersionRow, UUID> {

    private static final String BY_ID = "catalogVersionId = ?1 and tenantId = ?2";
    /** Published products never change, so they are read once: some twenty thousand of usual size. */
    private static final long CACHED_CHARACTERS = 8L << 20;

    private final CatalogProducts products;
    private final ProductCache cache = new ProductCache(CACHED_CHARACTERS);

    CatalogVersions(CatalogProducts products) {
        this.products = products;
    }

    /** The version as it is now. */
    public Optional<CatalogVersion> get(TenantId tenant, CatalogVersionId id) {
        return find(BY_ID, id.value(), tenant.value()).firstResultOptional().map(CatalogVersions::version);
    }

    /** The version, if quotes may be opened on it now, with the products that a quote wants; reads the state afresh. */
    public Optional<PinnedCatalog> quotable(TenantId tenant, CatalogVersionId id, Collection<ProductId> wanted) {
        return find("select state from CatalogVersionRow where " + BY_ID, id.value(), tenant.value())
                .project(CatalogState.class)
                .firstResultOptional()
                .filter(CatalogState.PUBLISHED::equals)
                .map(state -> pinned(tenant, id, wanted));
    }

    /**
     * The version that a quote pins, which was published and may be retired since.
     *
     * @param wanted the products that will be asked for, so that they are read at once; any other is read when it is
     */
    public PinnedCatalog pinned(TenantId tenant, CatalogVersionId id, Collection<ProductId> wanted) {
        return new Pinned(tenant, id, read(tenant, id, wanted));
    }

    private Map<ProductId, Optional<Product>> read(TenantId tenant, CatalogVersionId id, Collection<ProductId> wanted) {
        Map<ProductId, Optional<Product>> known = cache.known(tenant, id, wanted);
        Set<ProductId> unknown = new HashSet<>(wanted);
        unknown.removeAll(known.keySet());
        if (!unknown.isEmpty()) {
            unknown.forEach(product -> known.put(product, Optional.empty()));
            for (CatalogProducts.Read read : products.find(tenant, id, unknown)) {
                cache.keep(tenant, id, read.product(), read.length());
                known.put(read.product().productId(), Optional.of(read.product()));
            }
        }
        return known;
    }

    /** One page in order of creation, newest first, after the given id. */
    public List<CatalogSummary> page(TenantId tenant, Optional<UUID> after, int limit) {
        return after.map(id -> find(
                        "tenantId = ?1 and catalogVersionId < ?2 order by catalogVersionId desc", tenant.value(), id))
                .orElseGet(() -> find("tenantId = ?1 order by catalogVersionId desc", tenant.value()))
                .project(CatalogSummary.class)
                .page(Page.ofSize(limit))
                .list();
    }

    Optional<CatalogVersion> lock(TenantId tenant, CatalogVersionId id) {
        return find(BY_ID, id.value(), tenant.value())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .map(CatalogVersions::version);
    }

    /** Products refer to it, so it is written at once. */
    void add(CatalogVersion version, Instant now) {
        CatalogVersionRow row = new CatalogVersionRow();
        row.catalogVersionId = version.id().value();
        row.tenantId = version.tenant().value();
        row.name = version.name();
        copyState(version, now, row);
        persistAndFlush(row);
    }

    void save(CatalogVersion version, Instant now) {
        copyState(version, now, findById(version.id().value()));
    }

    void savePublished(CatalogVersion version, String contentHash, Instant now) {
        CatalogVersionRow row = findById(version.id().value());
        copyState(version, now, row);
        row.contentHash = contentHash;
    }

    private static void copyState(CatalogVersion version, Instant now, CatalogVersionRow row) {
        row.version = version.version();
        row.told = version.told();
        row.state = version.state();
        row.productCount = version.productCount();
        row.changedAt = now;
    }

    private static CatalogVersion version(CatalogVersionRow row) {
        return new CatalogVersion(
                new CatalogVersionId(row.catalogVersionId),
                new TenantId(row.tenantId),
                row.version,
                row.told,
                row.state,
                row.name,
                row.productCount);
    }

    /** What was asked for is here; what wasn't is read on its own, so that a caller who named too few is slow, not wrong. */
    private final class Pinned implements PinnedCatalog {

        private final TenantId tenant;
        private final CatalogVersionId id;
        private final Map<ProductId, Optional<Product>> known;

        Pinned(TenantId tenant, CatalogVersionId id, Map<ProductId, Optional<Product>> known) {
            this.tenant = tenant;
            this.id = id;
            this.known = known;
        }

        @Override
        public CatalogVersionId id() {
            return id;
        }

        @Override
        public void expect(Collection<ProductId> productIds) {
            Set<ProductId> unknown = new HashSet<>(productIds);
            unknown.removeAll(known.keySet());
            if (!unknown.isEmpty()) {
                known.putAll(read(tenant, id, unknown));
            }
        }

        @Override
        public Optional<Product> product(ProductId productId) {
            return known.computeIfAbsent(
                    productId, unknown -> pinned(tenant, id, Set.of(unknown)).product(unknown));
        }
    }
}
