package io.cpqoms.cli.topics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.console.Style;
import io.cpqoms.cli.stack.LocalPlatform;
import io.cpqoms.cli.topics.TopicFinding.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cpq topics}: the registry against the cluster. */
@Command(
        name = "topics",
        description =
                "Compare Kafka's topics with the registry infra/topics/kafka-topics.yaml and create what is missing.",
        footer = {"", "Exit codes: 0 equal or only missing topics; 1 the cluster drifted from the registry."})
public final class TopicsCommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(
            names = "--kafka",
            scope = picocli.CommandLine.ScopeType.INHERIT,
            paramLabel = "HOST:PORT",
            description = "The cluster; the local stack's by default.")
    private Optional<String> kafka = Optional.empty();

    @Command(name = "plan", description = "Show what apply would do; change nothing.")
    int plan(@Mixin CommonOptions common) {
        try (TopicCluster cluster = cluster()) {
            return report(common.console(), cluster.plan(), "would be created");
        }
    }

    @Command(
            name = "apply",
            description = "Create missing topics. Drift is reported, not repaired: changing a topic needs a decision.")
    int apply(@Mixin CommonOptions common) {
        try (TopicCluster cluster = cluster()) {
            return report(common.console(), cluster.apply(), "created");
        }
    }

    private TopicCluster cluster() {
        return new TopicCluster(kafka.orElseGet(TopicsCommand::localKafka), TopicRegistry.bundled());
    }

    private static String localKafka() {
        LocalPlatform local = LocalPlatform.of(Installation.current());
        if (!local.isRunning()) {
            throw CpqFailure.environment(
                    "the stack is not running; start it with ./cpq up, or name a cluster with --kafka");
        }
        return local.endpoints().kafka();
    }

    private static int report(Console console, List<TopicFinding> findings, String missing) {
        ArrayNode answer = Json.array();
        for (TopicFinding finding : findings) {
            console.line(text(console, finding, missing));
            finding.differences().forEach(difference -> console.line("      " + difference));
            ObjectNode node = answer.addObject()
                    .put("topic", finding.topic())
                    .put("finding", finding.kind().name().toLowerCase(Locale.ROOT));
            finding.differences().forEach(node.putArray("differences")::add);
        }
        console.answer(answer);
        boolean drift = findings.stream()
                .anyMatch(finding -> finding.kind() == Kind.DRIFTED || finding.kind() == Kind.UNREGISTERED);
        return drift ? ExitCodes.FAILED : ExitCodes.OK;
    }

    private static String text(Console console, TopicFinding finding, String missing) {
        return switch (finding.kind()) {
            case EQUAL -> "  = " + finding.topic();
            case MISSING -> console.paint("  + " + finding.topic() + "  " + missing, Style.GREEN);
            case DRIFTED -> console.paint("  ! " + finding.topic() + "  differs from the registry", Style.YELLOW);
            case UNREGISTERED -> console.paint("  ? " + finding.topic() + "  is not in the registry", Style.RED);
        };
    }
}
