package io.cpqoms.cli.topics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Style;
import io.cpqoms.cli.topics.access.Credentials;
import io.cpqoms.cli.topics.cluster.Change;
import io.cpqoms.cli.topics.cluster.Plan;
import io.cpqoms.cli.topics.cluster.PlanText;
import io.cpqoms.cli.topics.cluster.TopicCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cpq topics apply}: the cluster brought in line with the registry. */
@Command(
        name = "apply",
        description = {
            "Create and alter topics and rights as the registry says. Idempotent.",
            "Guarded changes are shown with what they break and asked for one by one; nothing is deleted unless"
                    + " --delete says so."
        },
        footer = {"", "Exit codes: 0 the cluster is as the registry says; 1 something was left as it is."})
final class ApplyCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    @Option(names = "--yes", description = "Agree to every guarded change; deletions still need --delete.")
    private boolean yes;

    @Option(names = "--delete", description = "Offer topics that are in no registry entry for deletion.")
    private boolean delete;

    @Option(
            names = "--credentials",
            paramLabel = "DIR",
            description = "Also create missing accounts, with the passwords in DIR/kafka-<principal>.password;"
                    + " missing passwords are generated there.")
    private Optional<Path> credentials = Optional.empty();

    @Override
    public Integer call() {
        Console console = common.console();
        try (TopicCluster cluster = options.cluster()) {
            credentials.ifPresent(directory -> createPrincipals(cluster, directory, console));
            Plan plan = cluster.plan();
            Map<Change, List<String>> impacts = cluster.impacts(plan);
            PlanReport.print(console, plan, impacts);
            List<Change> agreed = agreed(plan, impacts, console);
            cluster.apply(agreed);
            int left = plan.changes().size() - agreed.size();
            if (!plan.isEmpty()) {
                console.line(
                        agreed.size() + " changes applied" + (left == 0 ? "." : ", " + left + " left as they are."));
            }
            ObjectNode answer = PlanReport.json(plan, impacts).put("applied", agreed.size());
            console.answer(answer.put("left", left));
            return left == 0 ? ExitCodes.OK : ExitCodes.FAILED;
        }
    }

    private static void createPrincipals(TopicCluster cluster, Path directory, Console console) {
        List<String> created = cluster.createPrincipals(new Credentials(directory));
        created.forEach(name -> console.line(console.paint("  + account  " + name, Style.GREEN)));
    }

    private List<Change> agreed(Plan plan, Map<Change, List<String>> impacts, Console console) {
        List<Change> agreed = new ArrayList<>();
        for (Change change : plan.changes()) {
            boolean go = switch (change.care()) {
                case FREE -> true;
                case GUARDED -> confirmed(change, impacts, console);
                case DELETION -> delete && confirmed(change, impacts, console);
                case MANUAL -> false;
            };
            if (go) {
                agreed.add(change);
            }
        }
        return agreed;
    }

    private boolean confirmed(Change change, Map<Change, List<String>> impacts, Console console) {
        return Confirmation.given(
                yes, PlanText.line(change).substring(2), impacts.getOrDefault(change, List.of()), console);
    }
}
