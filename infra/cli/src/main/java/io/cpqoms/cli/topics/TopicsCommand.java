package io.cpqoms.cli.topics;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cpq topics}: the registry as the only source of everything about topics. */
@Command(
        name = "topics",
        subcommands = {
            CheckCommand.class,
            PlanCommand.class,
            ApplyCommand.class,
            SizeCommand.class,
            CatalogCommand.class,
            AuditCommand.class,
            MeasureCommand.class,
            RemoveGroupCommand.class,
            ReleaseCommand.class
        },
        description = "Everything about Kafka's topics, from the registry infra/topics/kafka-topics.yaml.",
        footer = {"", "Exit codes: 0 as the registry says; 1 something is not, or was refused."})
public final class TopicsCommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;
}
