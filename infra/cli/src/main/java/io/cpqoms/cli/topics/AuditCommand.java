package io.cpqoms.cli.topics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.console.Style;
import io.cpqoms.cli.console.Table;
import io.cpqoms.cli.topics.audit.AuditFinding;
import io.cpqoms.cli.topics.audit.ClusterAudit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cpq topics audit}: what the running cluster shows. */
@Command(
        name = "audit",
        description = {
            "Look at the running cluster: hot partitions, skewed keys, oversized events, loads above what was sized"
                    + " for,",
            "topics nobody reads, readers nobody registered, zombie groups, disks. Each finding says what to do."
        },
        footer = {"", "Exit codes: 0 nothing was found; 1 something was."})
final class AuditCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    @Option(
            names = "--sample",
            paramLabel = "N",
            defaultValue = "50000",
            description = "Newest records to read of each topic (${DEFAULT-VALUE}).")
    private int sample;

    @Override
    public Integer call() {
        Console console = common.console();
        int newest = Above.zero("--sample", sample);
        try (ClusterAudit audit = new ClusterAudit(options.connection(), options.registry())) {
            ClusterAudit.Result result = audit.audit(newest);
            loads(console, result);
            for (AuditFinding finding : result.findings()) {
                console.line(console.paint("! " + finding.subject(), Style.YELLOW) + " " + finding.what());
                console.line("    " + finding.remedy() + console.paint("  [" + finding.kind() + "]", Style.DIM));
            }
            if (result.findings().isEmpty()) {
                console.line(console.paint("Nothing to look at.", Style.GREEN));
            }
            console.answer(json(result));
            return result.findings().isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
        }
    }

    private static void loads(Console console, ClusterAudit.Result result) {
        Table table = Table.of("topic", "records", "peak", "average", "largest");
        result.loads()
                .forEach((topic, load) -> table.row(
                        topic,
                        load.records(),
                        load.peakPerSecond() + " /s",
                        load.averageBytes() + " bytes",
                        load.largestBytes() + " bytes"));
        table.print(console);
    }

    private static ObjectNode json(ClusterAudit.Result result) {
        ObjectNode answer = Json.object();
        ArrayNode findings = answer.putArray("findings");
        result.findings()
                .forEach(finding -> findings.addObject()
                        .put("kind", finding.kind())
                        .put("subject", finding.subject())
                        .put("what", finding.what())
                        .put("remedy", finding.remedy()));
        ObjectNode loads = answer.putObject("loads");
        result.loads()
                .forEach((topic, load) -> loads.putObject(topic)
                        .put("records", load.records())
                        .put("peakPerSecond", load.peakPerSecond())
                        .put("averageBytes", load.averageBytes())
                        .put("largestBytes", load.largestBytes()));
        return answer;
    }
}
