package io.cpqoms.cli.topics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.console.Style;
import io.cpqoms.cli.topics.check.Contracts;
import io.cpqoms.cli.topics.check.Finding;
import io.cpqoms.cli.topics.check.RegistryCheck;
import io.cpqoms.cli.topics.cluster.Change;
import io.cpqoms.cli.topics.cluster.PlanText;
import io.cpqoms.cli.topics.cluster.TopicCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cpq topics check}: the gate. */
@Command(
        name = "check",
        description =
                "Check registry, schemas, examples and the services' code against every rule; no cluster is needed."
                        + " With --kafka also that the cluster is as the registry says.",
        footer = {"", "Exit codes: 0 nothing was found; 1 something was, each with a way out."})
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    @Override
    public Integer call() {
        Console console = common.console();
        Contracts contracts = Contracts.of(Installation.current().root());
        List<Finding> findings = new ArrayList<>(RegistryCheck.of(contracts));
        if (findings.isEmpty()) {
            options.namedCluster(contracts.registry()).ifPresent(cluster -> drift(cluster, findings));
        }
        ArrayNode list = Json.array();
        for (Finding finding : findings) {
            console.line(console.paint("✗ ", Style.RED) + finding.where() + " " + finding.problem());
            console.line("    " + finding.remedy() + console.paint("  [" + finding.rule() + "]", Style.DIM));
            list.addObject()
                    .put("rule", finding.rule())
                    .put("where", finding.where())
                    .put("problem", finding.problem())
                    .put("remedy", finding.remedy());
        }
        String scope = "%d topics, %d schemas, %d rules"
                .formatted(
                        contracts.registry().all().size(),
                        contracts.schemas().current().ids().size(),
                        RegistryCheck.rules());
        console.line(
                findings.isEmpty()
                        ? console.paint("✓ " + scope + ": nothing to refuse.", Style.GREEN)
                        : console.paint(findings.size() + " findings in " + scope + ".", Style.RED));
        ObjectNode answer = Json.object().put("ok", findings.isEmpty());
        console.answer(answer.set("findings", list));
        return findings.isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private static void drift(TopicCluster named, List<Finding> findings) {
        try (TopicCluster cluster = named) {
            for (Change change : cluster.plan().changes()) {
                findings.add(new Finding(
                        "drift",
                        change.subject(),
                        "differs on the cluster: " + PlanText.line(change).substring(2),
                        "cpq topics plan shows what bringing it in line would do"));
            }
        }
    }
}
