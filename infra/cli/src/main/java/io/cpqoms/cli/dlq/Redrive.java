package io.cpqoms.cli.dlq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.client.Api;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.console.Table;
import java.util.Set;

/**
 * A redrive of as many letters as were selected: a call of the service is bounded, so it is made until nothing is left, something was not
 * well, or a call came to nothing. Each call has a canary of its own.
 */
final class Redrive {

    private static final Set<String> GOOD = Set.of("resolved", "overtaken", "duplicate", "ready");

    private final Console console;
    private final Api service;

    Redrive(Console console, Api service) {
        this.console = console;
        this.service = service;
    }

    /** Redrives what the body selects, tells of each call when it has ended, and answers the exit code. */
    int run(ObjectNode body) {
        boolean dryRun = body.path("dryRun").asBoolean();
        ObjectNode whole = Json.object().put("dryRun", dryRun);
        ArrayNode outcomes = whole.putArray("outcomes");
        long notReached;
        boolean good;
        JsonNode report;
        do {
            report = service.create("/ops/dead-letters/redrive", body).expectSuccess();
            report.path("outcomes").forEach(outcomes::add);
            notReached = report.path("notReached").asLong();
            good = tell(report.path("outcomes"));
        } while (good && !dryRun && notReached > 0 && !report.path("outcomes").isEmpty());
        if (outcomes.isEmpty() && notReached == 0) {
            console.line("  Nothing open matches.");
        }
        if (notReached > 0) {
            console.line("  " + notReached + " more match and were not looked at.");
        }
        console.answer(whole.put("notReached", notReached));
        return good && (dryRun || notReached == 0) ? ExitCodes.OK : ExitCodes.FAILED;
    }

    /** Answers whether all of it is well. */
    private boolean tell(JsonNode outcomes) {
        Table table = Table.of("id", "result", "detail");
        boolean good = true;
        for (JsonNode outcome : outcomes) {
            String result = outcome.path("result").asText();
            good &= GOOD.contains(result);
            table.row(
                    outcome.path("dlqId").asText(),
                    result,
                    Table.shortened(outcome.path("detail").asText()));
        }
        if (!outcomes.isEmpty()) {
            table.print(console);
        }
        return good;
    }
}
