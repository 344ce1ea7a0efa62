package io.cpqoms.audit.trail;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.values.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("AUD-01")
class ChainHashTest {

    private static final AuditFact FACT = aFact("quote-1", "{}");

    @Test
    void givesTheSameLinkForTheSameFactForEver() {
        // Recorded once; a change of this value means that no existing chain verifies any more.
        assertThat(ChainHash.GENESIS.next(1, FACT).hex())
                .isEqualTo("2b6f7043543a00c9179b752fafb5893c74c84b8283a7860c2e4e2859f2bf7748");
    }

    @Test
    void givesAnotherLinkWhenAnythingDiffers() {
        ChainHash link = ChainHash.GENESIS.next(1, FACT);

        List<ChainHash> others = Stream.of(
                        ChainHash.GENESIS.next(2, FACT),
                        link.next(1, FACT),
                        ChainHash.GENESIS.next(1, aFact("quote-2", "{}")),
                        ChainHash.GENESIS.next(1, aFact("quote-1", "{ }")))
                .toList();

        assertThat(others).doesNotContain(link).doesNotHaveDuplicates();
    }

    @Test
    void doesNotTakeOneFieldForTheNext() {
        // Without lengths, "quote" + "1" would read like "quot" + "e1".
        AuditFact moved = new AuditFact(
                FACT.tenantId(),
                FACT.messageId(),
                FACT.eventType(),
                new FactSubject("quot", "equote-1", 1),
                FACT.source(),
                FACT.occurredAt(),
                FACT.recordedAt(),
                FACT.correlationId(),
                FACT.causationId(),
                FACT.actor(),
                FACT.envelope());

        assertThat(ChainHash.GENESIS.next(1, moved)).isNotEqualTo(ChainHash.GENESIS.next(1, FACT));
    }

    @Test
    void chainsTheFactsOfABatchOneAfterTheOther() {
        ChainHead head = new ChainHead("acme", 7, ChainHash.GENESIS);

        List<ChainedFact> chained = head.extend(List.of(FACT, aFact("quote-2", "{}")));

        assertThat(chained).extracting(ChainedFact::sequence).containsExactly(8L, 9L);
        assertThat(chained.get(1).previous()).isEqualTo(chained.get(0).hash());
        assertThat(chained).allMatch(ChainedFact::isUnchanged);
    }

    private static AuditFact aFact(String aggregateId, String envelope) {
        return new AuditFact(
                "acme",
                UUID.fromString("0198c0de-0000-7000-8000-000000000001"),
                "QuoteCreated",
                new FactSubject("quote", aggregateId, 1),
                new FactSource("cpq.quote.events.v1", 3, 42),
                Instant.parse("2026-11-21T08:00:00.123456Z"),
                Instant.parse("2026-11-21T08:00:01.5Z"),
                UUID.fromString("0198c0de-0000-7000-8000-000000000002"),
                UUID.fromString("0198c0de-0000-7000-8000-000000000003"),
                Actor.user("sales-1"),
                envelope);
    }
}
