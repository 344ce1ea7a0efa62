package io.cpqoms.cli.northwind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.client.NotificationClient;
import io.cpqoms.cli.client.Person;
import io.cpqoms.cli.client.Platform;
import io.cpqoms.cli.client.QuoteClient;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.console.Progress;
import io.cpqoms.cli.demo.Facts;
import io.cpqoms.cli.demo.Parties;
import io.cpqoms.cli.demo.Tenants;
import io.cpqoms.cli.proof.Stores;
import io.cpqoms.cli.proof.TenantCounts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sends the Northwind orders through the whole platform, measures every stage and proves the result from the stores. */
public final class NorthwindRun {
    /** Two cores are busy with eight callers; more only queue. */
    private static final int CALLERS = 8;

    private final Platform platform;
    private final Stores stores;
    private final Console console;
    private final Facts facts;
    private final Workers workers = new Workers(CALLERS);
    private final Stages stages = new Stages();

    public NorthwindRun(Platform platform, Stores stores, Console console, Facts facts) {
        this.platform = platform;
        this.stores = stores;
        this.console = console;
        this.facts = facts;
    }

    /** Runs over the data of the files; answers what was measured. */
    public ObjectNode run(SampleFiles files, int limit) {
        Northwind all = Northwind.read(files);
        Northwind northwind = all.limited(limit);
        String tenant = Tenants.fresh(platform, "northwind");
        console.heading("Northwind");
        console.line("  %d orders with %d lines, %d of them with a line 20 %% or more below its list price; tenant %s"
                .formatted(northwind.orders().size(), northwind.lineCount(), northwind.needingApproval(), tenant));
        TenantCounts counts = new TenantCounts(stores, platform.openSearch(), tenant);
        long begun = System.nanoTime();
        platform.partners().behaveWell();
        contacts(northwind, tenant);
        quoteAndAccept(northwind, tenant, publish(northwind, tenant));
        settle(northwind, counts);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        console.heading("Wall time");
        stages.print(console);
        console.line("  all of it: " + Stages.seconds(took));
        new NorthwindProofs(counts, platform.mailSink(), facts, console).prove(northwind);
        return Json.object()
                .put("tenant", tenant)
                .put("orders", northwind.orders().size())
                .put("millis", took.toMillis())
                .set("stages", stages.json());
    }

    private void contacts(Northwind northwind, String tenant) {
        NotificationClient notifications = platform.notifications(new Person("olga.operations", "operator", tenant));
        NotificationClient house = platform.notifications(new Person("ada.admin", "administrator", tenant));
        Parties.GROUPS.forEach(group -> house.group(group, group + "@" + tenant + ".test"));
        timed(
                "contacts",
                northwind.customers(),
                customer -> notifications.contact(
                        customer, customer.toLowerCase(Locale.ROOT) + "@customers." + tenant + ".test"));
    }

    /** The traders changed their prices once: each list is a catalog version, and a quote pins the one of its time. */
    private Map<PriceList, String> publish(Northwind northwind, String tenant) {
        QuoteClient quotes = platform.quotes(new Person("carla.catalog", "catalog-admin", tenant));
        return Stream.of(northwind.former(), northwind.present())
                .collect(Collectors.toMap(
                        Function.identity(),
                        list -> quotes.publishCatalog(list.name(), NorthwindCatalog.products(northwind, list))
                                .path("catalogVersionId")
                                .asText()));
    }

    private void quoteAndAccept(Northwind northwind, String tenant, Map<PriceList, String> catalogs) {
        Person sales = new Person("anna.sales", "sales", tenant);
        Person manager = new Person("boris.manager", "approver", tenant).in(Parties.MANAGERS);
        QuoteFlow flow = new QuoteFlow(platform.quotes(sales), northwind, catalogs);
        Approver approver = new Approver(platform.tasks(manager), northwind.needingApproval());
        long begun = System.nanoTime();
        Thread deciding = approver.start();
        try {
            timed("priced and submitted", northwind.orders(), flow::submit);
            timed("approved and accepted", northwind.orders(), flow::accept);
            approver.stop();
            deciding.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            approver.stop();
        }
        approver.rethrowFailure();
        stages.add("decided by a manager", approver.decided(), Duration.ofNanos(approver.finishedAt() - begun));
        facts.equal(
                "a manager decided %d quotes".formatted(northwind.needingApproval()),
                northwind.needingApproval(),
                approver.decided());
    }

    /** From the last acceptance on nobody does anything any more: the platform finishes by itself. */
    private void settle(Northwind northwind, TenantCounts counts) {
        Arrivals arrivals = new Arrivals(console);
        long orders = northwind.orders().size();
        long begun = System.nanoTime();
        stages.add(
                "ordered (after the last yes)",
                orders,
                arrivals.await("ordered", orders, counts::orderedQuotes, begun));
        stages.add(
                "fulfilled (after the last yes)",
                orders,
                arrivals.await("fulfilled", orders, counts::completedOrders, begun));
        stages.add("processes ended", orders, arrivals.await("processes", orders, counts::endedFulfilments, begun));
        long mails = NorthwindProofs.expectedMails(northwind);
        stages.add("mailed", mails, arrivals.await("mailed", mails, counts::sentNotifications, begun));
        long facts = counts.auditedOutboxRows();
        stages.add("audited", facts, arrivals.await("audited", facts, counts::auditFacts, begun));
        stages.add("found by search", orders, arrivals.await("found", orders, counts::completedInSearch, begun));
    }

    private <T> void timed(String name, List<T> items, Consumer<T> work) {
        long begun = System.nanoTime();
        try (Progress progress = new Progress(console, name, items.size())) {
            workers.each(items, item -> {
                work.accept(item);
                progress.advance();
            });
        }
        stages.add(name, items.size(), Duration.ofNanos(System.nanoTime() - begun));
    }
}
