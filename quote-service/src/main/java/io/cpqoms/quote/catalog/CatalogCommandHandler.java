package io.cpqoms.quote.catalog;

import io.cpqoms.command.ExpectedVersion;
import io.cpqoms.command.Problem;
import io.cpqoms.quote.catalog.CatalogOutcome.ContentFault;
import io.cpqoms.quote.catalog.CatalogOutcome.Done;
import io.cpqoms.quote.catalog.CatalogOutcome.NotPublishable;
import io.cpqoms.quote.catalog.CatalogOutcome.TooLargeToTell;
import io.cpqoms.quote.catalog.CatalogOutcome.WrongState;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.Cause;
import io.cpqoms.values.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** The only writer of catalog versions. */
@ApplicationScoped
public class CatalogCommandHandler {

    private final CatalogVersions versions;
    private final CatalogFacts facts;

    CatalogCommandHandler(CatalogVersions versions, CatalogFacts facts) {
        this.versions = versions;
        this.facts = facts;
    }

    /** Stores a new draft, if its publication can be told. */
    @Transactional
    public CatalogOutcome draft(CatalogVersion draft, Cause cause) {
        CatalogFacts.Telling telling = facts.telling(draft);
        if (!telling.fits()) {
            return new TooLargeToTell(telling.bytes(), telling.room());
        }
        versions.add(draft, cause.at());
        return new Done(draft);
    }

    /** Makes a draft quotable, or says what is wrong with it. */
    @Transactional
    public CatalogOutcome publish(TenantId tenant, CatalogVersionId id, ExpectedVersion expected, Cause cause) {
        CatalogVersion version = locked(tenant, id, expected);
        if (version.state() != CatalogState.DRAFT) {
            return new WrongState(version.state(), "publish", legal(version.state()));
        }
        List<ContentFault> faults = PublicationRules.faults(version);
        if (!faults.isEmpty()) {
            return new NotPublishable(faults);
        }
        // Again: the draft may have been stored before this was asked.
        CatalogFacts.Telling telling = facts.telling(version);
        if (!telling.fits()) {
            return new TooLargeToTell(telling.bytes(), telling.room());
        }
        CatalogVersion published = version.published();
        versions.save(published, cause.at());
        facts.published(published, cause);
        return new Done(published);
    }

    /** Ends new quotes on a version; those that pin it go on. */
    @Transactional
    public CatalogOutcome retire(TenantId tenant, CatalogVersionId id, ExpectedVersion expected, Cause cause) {
        CatalogVersion version = locked(tenant, id, expected);
        if (version.state() != CatalogState.PUBLISHED) {
            return new WrongState(version.state(), "retire", legal(version.state()));
        }
        CatalogVersion retired = version.retired();
        versions.save(retired, cause.at());
        facts.retired(retired, cause);
        return new Done(retired);
    }

    private CatalogVersion locked(TenantId tenant, CatalogVersionId id, ExpectedVersion expected) {
        CatalogVersion version = versions.lock(tenant, id)
                .orElseThrow(
                        () -> Problem.notFound("catalog version", id.toString()).asException());
        expected.require(version.version());
        return version;
    }

    private static List<String> legal(CatalogState state) {
        return switch (state) {
            case DRAFT -> List.of("publish");
            case PUBLISHED -> List.of("retire");
            case RETIRED -> List.of();
        };
    }
}
