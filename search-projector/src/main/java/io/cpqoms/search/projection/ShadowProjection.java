package io.cpqoms.search.projection;

import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.messaging.replay.Replayable.Comparison;
import io.cpqoms.search.index.DocumentKind;
import io.cpqoms.search.index.Generation;
import io.cpqoms.search.index.LiveIndexes;
import io.cpqoms.search.index.ShadowIndex;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The second generation of the projection: rows and index of their own, filled by the same fold, and put in the place of the
 * live ones. All that a rebuild can write.
 */
@ApplicationScoped
public class ShadowProjection {

    private static final int PAGE = 500;
    private static final int SAMPLES = 20;

    private final Projection projection;
    private final Documents documents;
    private final ShadowRows rows;
    private final ShadowIndex index;
    private final LiveIndexes live;

    ShadowProjection(Projection projection, Documents documents, ShadowRows rows, ShadowIndex index, LiveIndexes live) {
        this.projection = projection;
        this.documents = documents;
        this.rows = rows;
        this.index = index;
        this.live = live;
    }

    /** Makes an empty shadow, or finds the one that this rebuild has begun. */
    @Transactional
    public void open(DocumentKind kind, UUID rebuildId) {
        index.open(kind, indexName(kind, rebuildId));
        rows.claim(kind, rebuildId);
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public void apply(DocumentKind kind, List<ReceivedEvent> events) {
        projection.project(new Generation.Shadow(), kind, events);
    }

    /** What of the shadow's rows its index does not hold just so. */
    @Transactional
    public List<String> faults(DocumentKind kind) {
        List<String> faults = new ArrayList<>();
        long count = 0;
        String after = "";
        List<ProjectedDocument> page = documents.shadowPage(kind, after, PAGE);
        while (!page.isEmpty() && faults.size() < SAMPLES) {
            faults.addAll(index.differences(kind, projection.named(page)));
            count += page.size();
            ProjectedDocument.Key last = page.getLast().key();
            after = last.tenantId() + " " + last.id();
            page = documents.shadowPage(kind, after, PAGE);
        }
        long indexed = index.count(kind);
        if (faults.isEmpty() && indexed != count) {
            faults.add("the rebuilt index holds " + indexed + " documents, its table " + count);
        }
        return faults;
    }

    /** Live batches wait until the transaction ends; those under way have committed when this returns. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void holdLive(DocumentKind kind) {
        live.hold(kind);
    }

    public Comparison compare(DocumentKind kind) {
        return rows.compare(kind, SAMPLES);
    }

    /** Rows and the name of the live index, both by this transaction; {@link #tidy} lets queries follow after its commit. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void swapIn(DocumentKind kind, UUID rebuildId) {
        long indexed = index.count(kind);
        long counted = rows.count(kind);
        if (indexed != counted) {
            throw new IllegalStateException("The rebuilt index of " + kind + " holds " + indexed
                    + " documents, its table " + counted + "; nothing was swapped");
        }
        rows.replaceLive(kind);
        live.become(kind, indexName(kind, rebuildId));
    }

    /**
     * Lets queries follow to what is live and removes whatever is not. Rows first, in a transaction of their own: without
     * them nothing tries to write to an index that is gone.
     */
    public void tidy(DocumentKind kind) {
        rows.clear(kind);
        index.tidy(kind);
    }

    private static String indexName(DocumentKind kind, UUID rebuildId) {
        return kind.alias() + "-" + rebuildId.toString().replace("-", "");
    }
}
