package io.cpqoms.cli.explain;

import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.client.Endpoints;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.explain.Facts.Absent;
import io.cpqoms.cli.explain.Facts.Places;
import io.cpqoms.cli.ops.OperatorOptions;
import io.cpqoms.cli.stack.LocalPlatform;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code cpq explain}: where a quote or an order stands, why, since when, what happens next, and what one may do. */
@Command(
        name = "explain",
        description = "Say where a quote or an order stands, why, since when, what happens next and what one may do.",
        footer = {
            "",
            "The id of a quote, an order, an open task or fallout, a correlation or a message; or the customer's reference.",
            "",
            "Examples:",
            "  ./cpq explain 0198c0de-0000-7000-8000-000000000001 --tenant acme",
            "  ./cpq explain PO-4711 --json",
            "",
            "Exit codes: 0 the answer is whole, stuck or not; 1 there is no such id; 3 something was not answered, the rest is told."
        })
public final class ExplainCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final OperatorOptions ops = new OperatorOptions();

    @Parameters(paramLabel = "ID", description = "What to explain; see below.")
    private String id = "";

    @Override
    public Integer call() {
        LocalPlatform.of(Installation.current()).requireRunning();
        Sources sources = new Sources(service -> ops.of(service).impatient()::get);
        Subject subject = subject(sources);
        Facts facts = new Collector(sources, ops.tenant(), places(), Clock.systemUTC()).collect(id, subject);
        if (facts.aggregates().isEmpty()) {
            throw gone(id, subject, facts.absent());
        }
        Verdict verdict = Rules.judge(facts);
        Console console = common.console();
        new Screen(console, facts).show(verdict);
        console.answer(ExplainAnswer.of(facts, verdict));
        return facts.absent().isEmpty() ? ExitCodes.OK : ExitCodes.ENVIRONMENT;
    }

    private Subject subject(Sources sources) {
        Lookup lookup = new Lookup(sources);
        List<Subject> found = lookup.find(id);
        if (found.size() == 1) {
            return found.getFirst();
        }
        if (found.size() > 1) {
            throw CpqFailure.usage(id + " is the reference of several: "
                    + found.stream().map(one -> one.kind() + " " + one.id()).collect(Collectors.joining(", "))
                    + "; explain one of them");
        }
        String looked = "tenant " + ops.tenant() + " has no " + id + " among " + String.join(", ", lookup.looked());
        if (!sources.absent().isEmpty()) {
            throw CpqFailure.environment(looked + "; but " + unanswered(sources.absent()));
        }
        throw new CpqFailure(looked + "; --tenant names another tenant");
    }

    /** The trail, a task or a fallout led to a quote or order that its owner doesn't show. */
    static CpqFailure gone(String id, Subject subject, List<Absent> absent) {
        String led = id + " leads to " + subject.kind() + " " + subject.id();
        return absent.stream().anyMatch(away -> away.service().equals(subject.owner()))
                ? CpqFailure.environment(led + "; but " + unanswered(absent))
                : new CpqFailure(
                        led + ", which " + subject.owner()
                                + " does not have (any more): its database may have been put back, see docs/runbooks/database-moved.md");
    }

    private static String unanswered(List<Absent> absent) {
        return absent.stream()
                .map(away -> away.what() + " did not answer: " + away.why())
                .collect(Collectors.joining("; "));
    }

    private static Places places() {
        Endpoints endpoints = LocalPlatform.of(Installation.current()).endpoints();
        return new Places(endpoints.order(), endpoints.workflow(), endpoints.notification());
    }
}
