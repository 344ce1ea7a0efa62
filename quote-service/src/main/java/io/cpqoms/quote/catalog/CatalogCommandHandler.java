package io.cpqoms.quote.catalog;

import io.cpqoms.command.ExpectedVersion;
import io.cpqoms.command.Problem;
import io.cpqoms.quote.catalog.CatalogOutcome.ContentFault;
import io.cpqoms.quote.catalog.CatalogOutcome.Done;
import io.cpqoms.quote.catalog.CatalogOutcome.NotPublishable;
import io.cpqoms.quote.catalog.CatalogOutcome.TooLarge;
import io.cpqoms.quote.catalog.CatalogOutcome.UnknownProduct;
import io.cpqoms.quote.catalog.CatalogOutcome.WrongState;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.Cause;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The only writer of catalog versions and their products. */
@ApplicationScoped
public class CatalogCommandHandler {

    /** What telling the largest version may take; a little less than the 60 seconds that any transaction of the application has. */
    public static final Duration LONGEST_PUBLICATION = Duration.ofSeconds(55);

    private final CatalogVersions versions;
    private final CatalogProducts products;
    private final CatalogFacts facts;

    CatalogCommandHandler(CatalogVersions versions, CatalogProducts products, CatalogFacts facts) {
        this.versions = versions;
        this.products = products;
        this.facts = facts;
    }

    /** What a new version is called and, so far, has in it. */
    public record NewDraft(CatalogVersionId id, TenantId tenant, String name, List<Product> products) {}

    /** Stores a new draft. */
    @Transactional
    public CatalogOutcome draft(NewDraft proposed, Cause cause) {
        CatalogVersion draft = CatalogVersion.draft(proposed.id(), proposed.tenant(), proposed.name())
                .of(proposed.products().size());
        versions.add(draft, cause.at());
        products.put(draft, proposed.products(), this::bytes);
        Optional<TooLarge> tooLarge = products.size(draft).excess();
        return tooLarge.isPresent() ? tooLarge.get() : new Done(draft);
    }

    /** Adds products to a draft; one that it has is replaced. */
    @Transactional
    public CatalogOutcome put(
            TenantId tenant, CatalogVersionId id, ExpectedVersion expected, List<Product> portion, Cause cause) {
        CatalogVersion version = locked(tenant, id, expected);
        if (version.state() != CatalogState.DRAFT) {
            return refused(version, "put-products");
        }
        products.put(version, portion, this::bytes);
        CatalogSize size = products.size(version);
        Optional<TooLarge> tooLarge = size.excess();
        return tooLarge.isPresent() ? tooLarge.get() : changed(version, size, cause);
    }

    /** Takes a product out of a draft. */
    @Transactional
    public CatalogOutcome remove(
            TenantId tenant, CatalogVersionId id, ExpectedVersion expected, ProductId product, Cause cause) {
        CatalogVersion version = locked(tenant, id, expected);
        if (version.state() != CatalogState.DRAFT) {
            return refused(version, "remove-product");
        }
        return products.remove(version, product)
                ? changed(version, products.size(version), cause)
                : new UnknownProduct(product);
    }

    /** Makes a draft quotable, or says what is wrong with it. */
    @Transactional
    public CatalogOutcome publish(TenantId tenant, CatalogVersionId id, ExpectedVersion expected, Cause cause) {
        CatalogVersion version = locked(tenant, id, expected);
        if (version.state() != CatalogState.DRAFT) {
            return refused(version, "publish");
        }
        PublicationRules rules = new PublicationRules(facts.roomOfPart(), facts::bytes);
        BundleRules bundles = new BundleRules();
        try (Stream<Product> all = products.all(version)) {
            all.forEach(product -> {
                rules.look(product);
                bundles.look(product);
            });
        }
        List<ContentFault> faults =
                rules.faults().isEmpty() ? bundles.faults(wanted -> products.known(version, wanted)) : rules.faults();
        if (!faults.isEmpty()) {
            return new NotPublishable(faults);
        }
        CatalogFacts.Told told;
        try (Stream<Product> all = products.all(version)) {
            told = facts.published(version, all, cause);
        }
        CatalogVersion published = version.published(told.facts());
        versions.savePublished(published, told.contentHash(), cause.at());
        return new Done(published);
    }

    /** Ends new quotes on a version; those that pin it go on. */
    @Transactional
    public CatalogOutcome retire(TenantId tenant, CatalogVersionId id, ExpectedVersion expected, Cause cause) {
        CatalogVersion version = locked(tenant, id, expected);
        if (version.state() != CatalogState.PUBLISHED) {
            return refused(version, "retire");
        }
        CatalogVersion retired = version.retired();
        versions.save(retired, cause.at());
        facts.retired(retired, cause);
        return new Done(retired);
    }

    /** What a version has room for is what it takes to tell of it, and what may be chosen about its products, which is not told. */
    private int bytes(Product product) {
        return facts.bytes(product) + CatalogDocuments.bytesUntold(product);
    }

    private Done changed(CatalogVersion version, CatalogSize size, Cause cause) {
        CatalogVersion changed = version.changed(size.products());
        versions.save(changed, cause.at());
        return new Done(changed);
    }

    private CatalogVersion locked(TenantId tenant, CatalogVersionId id, ExpectedVersion expected) {
        CatalogVersion version = versions.lock(tenant, id)
                .orElseThrow(
                        () -> Problem.notFound("catalog version", id.toString()).asException());
        expected.require(version.version());
        return version;
    }

    private static WrongState refused(CatalogVersion version, String command) {
        return new WrongState(version.state(), command, legal(version.state()));
    }

    private static List<String> legal(CatalogState state) {
        return switch (state) {
            case DRAFT -> List.of("put-products", "remove-product", "publish");
            case PUBLISHED -> List.of("retire");
            case RETIRED -> List.of();
        };
    }
}
