package io.cpqoms.bench;

import io.cpqoms.bench.CommandLoad.Measured;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a command costs: quote-service changes a line over HTTP, beside a program that writes the same rows into the same
 * database and does nothing else; each with row-level security and without, and a list as well;
 * and what large bodies and lists take.
 *
 * <p>The program neither checks tokens nor bodies, prices nothing and asks no rule: the ratio is the price of all that
 * together, not a goal.
 */
public final class CommandBench {

    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final String SERVICE = "command of the kit";
    private static final String PROGRAM = "minimal program";
    private static final String LIST = "list";
    private static final String OPEN = ", without walls";

    private final CommandOptions options;
    private final Consumer<String> progress;
    private final Rounds rounds;

    private CommandBench(CommandOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
        this.rounds = new Rounds(progress);
    }

    /** @param arguments see {@link CommandOptions}: {@code --rounds=3 --seconds=10 --clients=8} */
    public static void main(String... arguments) throws Exception {
        try {
            System.out.print(
                    run(CommandOptions.of(arguments), line -> System.out.println(MessagingBench.PROGRESS + line))
                            .text());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
        System.exit(0);
    }

    static Report run(CommandOptions options, Consumer<String> progress) throws Exception {
        String load = Machine.load();
        Report report = new Report();
        report.head(Machine.now());
        progress.accept("starting PostgreSQL, Kafka, quote-service and order-service");
        try (QuoteStack stack = QuoteStack.start();
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            new CommandBench(options, progress).measure(stack, http, report);
            new LargeAnswers(stack, http, options.largeRequests()).measure(report, progress);
        }
        report.head("medians of " + options.rounds() + " interleaved rounds of "
                + options.time().toSeconds() + " s, "
                + options.clients() + " clients, each with a quote of its own; load average before the run " + load
                + ", after it " + Machine.load());
        return report;
    }

    private void measure(QuoteStack stack, HttpClient http, Report report) throws Exception {
        QuoteClients clients = new QuoteClients(stack, http);
        List<CommandLoad.Client> service = clients.ofTheService(options.clients());
        List<CommandLoad.Client> lists = new ArrayList<>();
        for (int i = 0; i < options.clients(); i++) {
            lists.add(clients::list);
        }
        int crowd = stack.crowd(options.crowd());
        try (MinimalProcess program = new MinimalProcess(stack, options.clients())) {
            List<CommandLoad.Client> minimal = clients.ofTheProgram(program.address(), options.clients());
            progress.accept("warming up, " + WARM_UP.multipliedBy(3).toSeconds() + " s");
            for (List<CommandLoad.Client> each : List.of(service, minimal, lists)) {
                new CommandLoad(each, options.warm(WARM_UP)).run();
            }
            for (int round = 0; round < options.rounds(); round++) {
                // What comes second finds larger tables and warmer code, so both come second in turns.
                boolean first = round % 2 == 0;
                for (boolean walls : new boolean[] {first, !first}) {
                    stack.walls(walls);
                    command(SERVICE, service, walls, stack);
                    command(PROGRAM, minimal, walls, stack);
                    add(LIST, new CommandLoad(lists, options.time()).run(), walls);
                }
                stack.walls(true);
            }
        }
        report.head("row-level security as in production, and switched off table by table; " + crowd
                + " other quotes of a hundred tenants beside those that are changed");
        tell(report);
    }

    /** Both sides must write what they say, or a ratio means nothing. */
    private void command(String who, List<CommandLoad.Client> clients, boolean walls, QuoteStack stack)
            throws SQLException, InterruptedException {
        QuoteStack.Written before = stack.written();
        Measured measured = new CommandLoad(clients, options.time()).run();
        QuoteStack.Written written = stack.written().since(before);
        if (written.events() != measured.count() || written.commands() != measured.count()) {
            throw new IllegalStateException(
                    who + " answered " + measured.count() + " commands and wrote " + written + " for them");
        }
        add(who, measured, walls);
        stack.awaitPublished();
    }

    private void add(String who, Measured measured, boolean walls) {
        String name = walls ? who : who + OPEN;
        rounds.add(name, "/s", measured.perSecond());
        rounds.add(name + " p50", "ms", measured.millis(0.5));
        rounds.add(name + " p99", "ms", measured.millis(0.99));
    }

    private void tell(Report report) {
        for (String who : List.of(SERVICE, PROGRAM, LIST)) {
            report.figure(who + " over HTTP", "/s", rounds.median(who));
            report.figure("… p50", "ms", rounds.median(who + " p50"));
            report.figure("… p99", "ms", rounds.median(who + " p99"));
            report.figure("… with row-level security ÷ without", "", rounds.ratio(who, who + OPEN));
        }
        report.figure(SERVICE + " ÷ " + PROGRAM + ", per second", "", rounds.ratio(SERVICE, PROGRAM));
        report.figure("… without row-level security", "", rounds.ratio(SERVICE + OPEN, PROGRAM + OPEN));
        report.figure("… p50 ÷ p50", "", rounds.ratio(SERVICE + " p50", PROGRAM + " p50"));
    }
}
