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
        Endpoints at = target.endpoints();
        console.heading("Everything keeps running; look for yourself");
        Table.of("what", "where", "note")
                .row("quote-service", swagger(at.quote()), "a token: ./cpq token --role sales --tenant demo")
                .row("order-service", swagger(at.order()), "")
                .row(
                        "workflow-bridge",
                        swagger(at.workflow()),
                        "decide as a manager: --role approver --group sales-managers")
                .row("search-projector", swagger(at.search()), "")
                .row("notification-service", swagger(at.notification()), "")
                .row("audit-service", swagger(at.audit()), "")
                .row("Cockpit and Tasklist", at.cockpit(), target.cockpitLogin())
                .row("mail sink", at.mailSink() + "/api/user", "mails of one box: /api/user/<address>/messages")
                .row("partners", at.partners() + "/partners/work", "the simulated fulfilment partners")
                .print(console);
        console.line();
        console.line("  " + target.parting());
    }

    private static String swagger(URI service) {
        return service + "/q/swagger-ui";
    }
}
