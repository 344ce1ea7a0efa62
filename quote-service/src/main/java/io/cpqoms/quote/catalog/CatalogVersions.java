package io.cpqoms.quote.catalog;

import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.TenantId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The catalog versions of all tenants; every question names the tenant. */
@ApplicationScoped
public class CatalogVersions implements PanacheRepositoryBase<CatalogVersionRow, UUID> {

    private static final String BY_ID = "catalogVersionId = ?1 and tenantId = ?2";
    /** Published content never changes, so it is read once; the bound is on versions, each a few hundred kilobytes at most. */
    private static final int CACHED_VERSIONS = 64;

    private final Map<CatalogVersionId, CatalogVersion> contents = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<CatalogVersionId, CatalogVersion> eldest) {
            return size() > CACHED_VERSIONS;
        }
    };

    /** The version as it is now. */
    public Optional<CatalogVersion> get(TenantId tenant, CatalogVersionId id) {
        return find(BY_ID, id.value(), tenant.value()).firstResultOptional().map(this::version);
    }

    /** The version, if quotes may be opened on it now; reads the state afresh and the products from memory. */
    public Optional<CatalogVersion> quotable(TenantId tenant, CatalogVersionId id) {
        return find("select state from CatalogVersionRow where " + BY_ID, id.value(), tenant.value())
                .project(CatalogState.class)
                .firstResultOptional()
                .filter(CatalogState.PUBLISHED::equals)
                .map(state -> pinned(tenant, id));
    }

    /** The products a quote has pinned, whether they may still be quoted or not; the state in the answer may be an older one. */
    public CatalogVersion pinned(TenantId tenant, CatalogVersionId id) {
        synchronized (contents) {
            CatalogVersion known = contents.get(id);
            if (known != null && known.tenant().equals(tenant)) {
                return known;
            }
        }
        CatalogVersion read = get(tenant, id)
                .orElseThrow(() -> new IllegalStateException("A quote pins catalog version " + id + ", which is gone"));
        if (read.state() != CatalogState.DRAFT) {
            synchronized (contents) {
                contents.put(id, read);
            }
        }
        return read;
    }

    /** One page in order of creation, newest first, after the given id. Products stay where they are: a version may have megabytes. */
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
                .map(this::version);
    }

    void add(CatalogVersion version, Instant now) {
        CatalogVersionRow row = new CatalogVersionRow();
        row.catalogVersionId = version.id().value();
        row.tenantId = version.tenant().value();
        row.name = version.name();
        row.productCount = version.products().size();
        row.products = CatalogDocuments.write(version.products().values());
        copyState(version, now, row);
        persist(row);
    }

    void save(CatalogVersion version, Instant now) {
        copyState(version, now, findById(version.id().value()));
    }

    private static void copyState(CatalogVersion version, Instant now, CatalogVersionRow row) {
        row.version = version.version();
        row.state = version.state();
        row.changedAt = now;
    }

    private CatalogVersion version(CatalogVersionRow row) {
        return new CatalogVersion(
                new CatalogVersionId(row.catalogVersionId),
                new TenantId(row.tenantId),
                row.version,
                row.state,
                row.name,
                CatalogVersion.byId(CatalogDocuments.read(row.products)));
    }
}
