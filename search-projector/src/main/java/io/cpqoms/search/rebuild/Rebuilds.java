package io.cpqoms.search.rebuild;

import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.messaging.replay.Replayable;
import io.cpqoms.search.index.DocumentKind;
import io.cpqoms.search.projection.ShadowProjection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Gives a replay its port: the shadow of one kind of document, and nothing that is live. */
@ApplicationScoped
public class Rebuilds {

    private final ShadowProjection shadow;

    Rebuilds(ShadowProjection shadow) {
        this.shadow = shadow;
    }

    public Replayable.Rebuild of(DocumentKind kind, UUID replayId) {
        return new OfKind(shadow, kind, replayId);
    }

    private record OfKind(ShadowProjection shadow, DocumentKind kind, UUID replayId) implements Replayable.Rebuild {

        @Override
        public void open() {
            shadow.open(kind, replayId);
        }

        @Override
        public void apply(List<ReceivedEvent> events) {
            shadow.apply(kind, events);
        }

        @Override
        public List<String> faults() {
            return shadow.faults(kind);
        }

        @Override
        public void holdLive() {
            shadow.holdLive(kind);
        }

        @Override
        public Replayable.Comparison compare() {
            return shadow.compare(kind);
        }

        @Override
        public void swapIn() {
            shadow.swapIn(kind, replayId);
        }

        @Override
        public void tidy() {
            shadow.tidy(kind);
        }
    }
}
