package io.cpqoms.audit.trail;

import java.util.ArrayList;
import java.util.List;

/** The end of a tenant's chain: the last sequence number given and its link. */
public record ChainHead(String tenantId, long sequence, ChainHash hash) {

    /** The facts at the places that follow this head, in the order given. */
    List<ChainedFact> extend(List<AuditFact> facts) {
        List<ChainedFact> chained = new ArrayList<>(facts.size());
        ChainHash previous = hash;
        long next = sequence;
        for (AuditFact fact : facts) {
            next++;
            ChainHash link = previous.next(next, fact);
            chained.add(new ChainedFact(next, fact, previous, link));
            previous = link;
        }
        return chained;
    }
}
