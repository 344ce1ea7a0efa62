package io.cpqoms.search.index;

import io.cpqoms.messaging.TransientFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the alias that queries read follow the row that says which index is live.
 *
 * <p>A swap commits first and the alias moves after it: by the run that swapped, or, if that died, by whichever instance
 * looks next. In between, queries read the index that was live before. It is consistent and complete up to the swap, but
 * live batches already write to the new one: answers stand still for that moment, and their freshness does not say so.
 * Nothing is lost, because what the alias does not show yet is in the index that it is about to point to. Whatever deletes
 * an index lets the alias follow first, in the same transaction.
 */
@ApplicationScoped
class LiveAlias {

    private static final Logger LOG = LoggerFactory.getLogger(LiveAlias.class);

    private final LiveIndexes live;
    private final IndexCalls calls;

    LiveAlias(LiveIndexes live, IndexCalls calls) {
        this.live = live;
        this.calls = calls;
    }

    /**
     * Puts the alias on the live index, which exists afterwards, and answers its name; it stays live until the transaction
     * ends. Harmless if repeated, by several instances at once as well.
     *
     * @throws TransientFailure when OpenSearch is away or refuses
     */
    @Transactional
    String follow(DocumentKind kind) {
        Optional<String> named = live.find(kind);
        String index = named.orElseGet(() -> live.adopt(kind, firstOf(kind)));
        if (!calls.exists(index)) {
            calls.create(kind, index);
            if (named.isPresent()) {
                LOG.atError()
                        .addKeyValue("index", index)
                        .log("the live index was gone; an empty one takes its place and needs a rebuild");
            }
        }
        // An index from before there was a row has no alias of its own.
        calls.point(IndexCalls.ownAlias(index), index);
        if (calls.point(kind.alias(), index)) {
            LOG.atInfo()
                    .addKeyValue("alias", kind.alias())
                    .addKeyValue("index", index)
                    .log("the alias follows to the live index");
        }
        return index;
    }

    /** Without a row, what the alias points to has been live so far. */
    private String firstOf(DocumentKind kind) {
        Set<String> behind = calls.behind(kind.alias());
        if (behind.size() > 1) {
            throw new IllegalStateException("The alias " + kind.alias() + " points to " + behind
                    + "; take it away from all but the live index");
        }
        return behind.stream().findFirst().orElseGet(kind::firstIndex);
    }
}
