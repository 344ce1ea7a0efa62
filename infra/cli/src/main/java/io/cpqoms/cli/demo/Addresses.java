package io.cpqoms.cli.demo;

import io.cpqoms.cli.client.Endpoints;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Table;
import io.cpqoms.cli.deployment.Target;
import java.net.URI;

/** The table of addresses at the end of a demo: where to look for oneself. */
final class Addresses {
    private Addresses() {}

    static void print(Console console, Target target) {
        console.heading("Everything keeps running; look for yourself");
        table(target).print(console);
        console.line();
        console.line("  " + target.parting());
    }

    /** What a person opens in a browser on the machine where he sits. */
    static Table table(Target target) {
        Endpoints at = target.forPeople();
        return Table.of("what", "where", "note")
                .row(
                        "quote-service",
                        page(at.quote()),
                        "a token: " + target.program() + " token --role sales --tenant demo")
                .row("order-service", page(at.order()), "")
                .row(
                        "workflow-bridge",
                        page(at.workflow()),
                        "decide as a manager: --role approver --group sales-managers")
                .row("search-projector", page(at.search()), "")
                .row("notification-service", page(at.notification()), "")
                .row("audit-service", page(at.audit()), "")
                .row("Cockpit", at.cockpit(), target.cockpitLogin())
                .row("mails", at.partners() + "/mails", "what the mail sink got; its REST API: " + at.mailSink())
                .row("partners", at.partners() + "/partners/work", "the simulated fulfilment partners");
    }

    private static String page(URI service) {
        return service + "/";
    }
}
