package io.cpqoms.cli.northwind;

import io.cpqoms.cli.client.MailSink;
import io.cpqoms.cli.client.MailSink.Mail;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.demo.Facts;
import io.cpqoms.cli.proof.TenantCounts;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The proofs at the end of a Northwind run: the stores of all services agree with the file and with each other. */
final class NorthwindProofs {
    private final TenantCounts counts;
    private final MailSink sink;
    private final Facts facts;
    private final Console console;

    NorthwindProofs(TenantCounts counts, MailSink sink, Facts facts, Console console) {
        this.counts = counts;
        this.sink = sink;
        this.facts = facts;
        this.console = console;
    }

    /** Two to the customer for each order (accepted, fulfilled), one to the managers for each approval. */
    static long expectedMails(Northwind northwind) {
        return 2L * northwind.orders().size() + northwind.needingApproval();
    }

    void prove(Northwind northwind) {
        console.heading("Proofs, each figure from the store of the service that owns it");
        long orders = northwind.orders().size();
        facts.equal(
                "the exact nets of all lines sum up to " + northwind.exactNet().toPlainString()
                        + ", as the file alone says",
                northwind.exactNet(),
                counts.exactNetOfLines());
        facts.equal("the orders' exact totals sum up to the same", northwind.exactNet(), counts.exactTotalOfOrders());
        facts.equal(orders + " accepted quotes", orders, counts.acceptedQuotes());
        facts.equal(orders + " quotes know their order", orders, counts.orderedQuotes());
        facts.equal(orders + " orders", orders, counts.orders());
        facts.equal(orders + " orders completed", orders, counts.completedOrders());
        facts.equal(orders + " fulfilment processes", orders, counts.processes("order-fulfilment"));
        facts.equal("no process is left running", 0L, counts.runningProcesses());
        facts.equal(orders + " quotes in the search index", orders, counts.searchDocuments("cpq-quotes"));
        facts.equal(orders + " orders in the search index", orders, counts.searchDocuments("cpq-orders"));
        long outbox = counts.auditedOutboxRows();
        facts.equal(outbox + " outbox rows on audited topics, as many audit facts", outbox, counts.auditFacts());
        facts.equal("no aggregate has a gap in its versions", List.of(), counts.aggregatesWithGaps());
        facts.equal("no dead letter", 0L, counts.deadLetters());
        proveMails(expectedMails(northwind));
    }

    private void proveMails(long expected) {
        List<String> sent = counts.sentMessageIds();
        facts.equal(expected + " notification intents", expected, counts.intents());
        facts.equal("every intent is sent", expected, (long) sent.size());
        Set<String> ours = new HashSet<>(sent);
        List<String> arrived =
                sink.all().stream().map(Mail::messageId).filter(ours::contains).toList();
        facts.equal("each intent's mail arrived", ours.size(), new HashSet<>(arrived).size());
        facts.equal("no mail arrived twice", ours.size(), arrived.size());
    }
}
