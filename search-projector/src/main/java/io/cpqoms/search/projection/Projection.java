package io.cpqoms.search.projection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.messaging.TransientFailure;
import io.cpqoms.search.index.DocumentKind;
import io.cpqoms.search.index.Generation;
import io.cpqoms.search.index.IndexedDocument;
import io.cpqoms.search.index.LiveIndexes;
import io.cpqoms.search.index.SearchIndex;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only writer of documents: load → fold → save → index, a batch at a time, inside the inbox transaction.
 *
 * <p>The index is written before the commit. If the commit then fails, the batch comes again and writes the same
 * documents with the same versions; if the index fails, nothing commits. So the rows are never ahead of the index. Which index
 * that is, the same transaction reads and keeps: a swap waits for it.
 */
@ApplicationScoped
public class Projection {

    private static final Logger LOG = LoggerFactory.getLogger(Projection.class);
    private static final int PAGE = 500;

    private final Documents documents;
    private final CatalogNames catalog;
    private final CatalogParts parts;
    private final SearchIndex index;
    private final LiveIndexes live;

    Projection(Documents documents, CatalogNames catalog, CatalogParts parts, SearchIndex index, LiveIndexes live) {
        this.parts = parts;
        this.live = live;
        this.documents = documents;
        this.catalog = catalog;
        this.index = index;
    }

    /** The event types that change documents of this kind. */
    public static Set<String> eventTypes(DocumentKind kind) {
        return fold(kind).eventTypes();
    }

    /** Applies the events to the documents of their aggregates, in the order given. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void apply(DocumentKind kind, List<ReceivedEvent> events) {
        project(live.shared(List.of(kind)), kind, events);
    }

    /** Applies the events to the documents of a generation. */
    void project(Generation generation, DocumentKind kind, List<ReceivedEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        Set<ProjectedDocument.Key> keys =
                events.stream().map(event -> key(kind, event)).collect(Collectors.toCollection(LinkedHashSet::new));
        Map<ProjectedDocument.Key, ProjectedDocument> current = new HashMap<>(documents.load(generation, keys));
        Fold fold = fold(kind);
        for (ReceivedEvent event : events) {
            ProjectedDocument.Key key = key(kind, event);
            current.put(key, fold.apply(Optional.ofNullable(current.get(key)), event));
        }
        List<ProjectedDocument> changed = List.copyOf(current.values());
        documents.save(generation, changed);
        index.put(generation, named(changed));
    }

    /** Remembers product names, and gives those of a version that is whole now to documents that came before it. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void learnNames(List<ReceivedEvent> publications) {
        Generation now = live.shared(List.of(DocumentKind.values()));
        Map<String, List<String>> versions = new HashMap<>();
        for (ReceivedEvent publication : publications) {
            switch (publication.eventType()) {
                case "CatalogPartPublished" -> parts.keep(publication);
                case "CatalogVersionPublished" -> {
                    catalog.own();
                    parts.complete(publication);
                    versions.computeIfAbsent(publication.tenantId(), tenant -> new ArrayList<>())
                            .add(CatalogParts.version(publication));
                }
                default -> throw new BadMessage("Not a fact of catalogs: " + publication.eventType());
            }
        }
        versions.forEach((tenantId, ids) -> indexAgain(now, tenantId, ids));
        try {
            versions.forEach((tenantId, ids) -> indexAgain(new Generation.Shadow(), tenantId, ids));
        } catch (TransientFailure shadowIsGone) {
            // A rebuild never holds up what is live; it compares its index with its rows before it may swap.
            LOG.atWarn().setCause(shadowIsGone).log("names did not reach the index of a rebuild");
        }
    }

    private void indexAgain(Generation generation, String tenantId, List<String> catalogVersionIds) {
        String after = "";
        List<ProjectedDocument> page = documents.ofCatalog(generation, tenantId, catalogVersionIds, after, PAGE);
        while (!page.isEmpty()) {
            index.put(generation, named(page));
            ProjectedDocument.Key last = page.getLast().key();
            after = last.kind().aggregateType() + last.id();
            page = documents.ofCatalog(generation, tenantId, catalogVersionIds, after, PAGE);
        }
    }

    /** The documents as they go to an index: with the names of their products. */
    List<IndexedDocument> named(List<ProjectedDocument> changed) {
        List<ObjectNode> named = catalog.named(changed);
        List<IndexedDocument> batch = new ArrayList<>(changed.size());
        for (int i = 0; i < changed.size(); i++) {
            ProjectedDocument document = changed.get(i);
            ProjectedDocument.Key key = document.key();
            batch.add(new IndexedDocument(key.kind(), key.tenantId(), key.id(), document.version(), named.get(i)));
        }
        return batch;
    }

    private static ProjectedDocument.Key key(DocumentKind kind, ReceivedEvent event) {
        return new ProjectedDocument.Key(event.tenantId(), kind, event.aggregateId());
    }

    private static Fold fold(DocumentKind kind) {
        return switch (kind) {
            case QUOTE -> QuoteFold.FOLD;
            case ORDER -> OrderFold.FOLD;
        };
    }
}
