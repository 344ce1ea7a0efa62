package io.cpqoms.cli.story;

import io.cpqoms.cli.client.Platform;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.demo.Facts;
import io.cpqoms.cli.demo.Tenants;
import io.cpqoms.cli.proof.Stores;
import java.util.List;

/** One quote's way from a catalog to a fulfilled order, told step by step with the real answers. */
public final class Story {
    private static final List<Chapter> CHAPTERS = List.of(
            new CatalogChapter(),
            new ContactsChapter(),
            new QuoteChapter(),
            new ApprovalChapter(),
            new AcceptanceChapter(),
            new FulfilmentChapter(),
            new MailChapter(),
            new TimelineChapter(),
            new SearchChapter());

    private final Platform platform;
    private final Stores stores;
    private final Console console;
    private final Facts facts;

    public Story(Platform platform, Stores stores, Console console, Facts facts) {
        this.platform = platform;
        this.stores = stores;
        this.console = console;
        this.facts = facts;
    }

    /** Tells the whole story in a tenant of its own; answers that tenant. */
    public String tell() {
        String tenant = Tenants.fresh(platform, "demo");
        Scene scene = new Scene(platform, stores, console, facts, tenant);
        console.line("Everything happens in tenant " + tenant + "; each ✓ is checked against the platform's answer.");
        for (int number = 1; number <= CHAPTERS.size(); number++) {
            Chapter chapter = CHAPTERS.get(number - 1);
            console.heading(number + ". " + chapter.title());
            chapter.tell(scene);
        }
        return tenant;
    }
}
