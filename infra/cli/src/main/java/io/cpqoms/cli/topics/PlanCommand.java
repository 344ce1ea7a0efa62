package io.cpqoms.cli.topics;

import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.topics.cluster.Change;
import io.cpqoms.cli.topics.cluster.Plan;
import io.cpqoms.cli.topics.cluster.TopicCluster;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cpq topics plan}: the difference between registry and cluster, and what each change would do. */
@Command(
        name = "plan",
        description = "Show what apply would do and what it would break; change nothing.",
        footer = {
            "",
            "= equal   + would be created   ~ would be altered   ! guarded, apply asks   x drift that needs hands"
                    + "   ? not in the registry",
            "Exit codes: 0 nothing differs beyond what is not there yet; 1 the cluster drifted from the registry."
        })
final class PlanCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    @Override
    public Integer call() {
        Console console = common.console();
        try (TopicCluster cluster = options.cluster()) {
            Plan plan = cluster.plan();
            Map<Change, List<String>> impacts = cluster.impacts(plan);
            PlanReport.print(console, plan, impacts);
            console.answer(PlanReport.json(plan, impacts));
            return plan.hasDrifted() ? ExitCodes.FAILED : ExitCodes.OK;
        }
    }
}
