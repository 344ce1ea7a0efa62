package io.cpqoms.cli.topics;

import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.topics.check.Contracts;
import io.cpqoms.cli.topics.check.Finding;
import io.cpqoms.cli.topics.check.RegistryCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cpq topics release}: today's schemas become those that later changes are compared with. */
@Command(
        name = "release",
        description = {
            "Keep the present schemas as the released ones, in infra/topics/released. Part of releasing the platform:",
            "from then on every change must leave messages of this release readable. Refused while the gate finds"
                    + " something."
        },
        footer = {"", "Exit codes: 0 kept; 1 the gate found something."})
final class ReleaseCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        Console console = common.console();
        Path checkout = Installation.current().root();
        Contracts contracts = Contracts.of(checkout);
        List<Finding> findings = RegistryCheck.of(contracts);
        if (!findings.isEmpty()) {
            findings.forEach(finding -> console.line("  " + finding));
            throw new CpqFailure(findings.size() + " findings; what is released must pass ./cpq topics check");
        }
        List<String> kept = new ArrayList<>();
        for (String id : contracts.schemas().current().ids()) {
            if (keep(Contracts.topics(checkout), id)) {
                kept.add(id);
                console.line("  released " + id);
            }
        }
        console.line(kept.size() + " schemas are new or changed since the last release.");
        console.answer(Json.object().put("released", kept.size()));
        return ExitCodes.OK;
    }

    private static boolean keep(Path topics, String id) {
        Path current = topics.resolve("schemas").resolve(id + ".json");
        Path released = topics.resolve("released/schemas").resolve(id + ".json");
        try {
            if (Files.exists(released) && Files.mismatch(current, released) < 0) {
                return false;
            }
            Files.createDirectories(topics.resolve("released/schemas"));
            Files.copy(current, released, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            throw CpqFailure.environment("can't keep " + id + " as released: " + e.getMessage(), e);
        }
    }
}
