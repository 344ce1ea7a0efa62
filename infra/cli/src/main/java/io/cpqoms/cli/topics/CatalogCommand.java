package io.cpqoms.cli.topics;

import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.topics.catalog.TopicCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cpq topics catalog}: the page, the picture and the AsyncAPI documents. */
@Command(
        name = "catalog",
        description = "Write the catalog of topics: a page with owners and flows, a picture, AsyncAPI 3 documents.",
        footer = {"", "Exit codes: 0 written, or with --check nothing is stale; 1 with --check something is."})
final class CatalogCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--out", paramLabel = "DIR", description = "Where to; docs/topics of the checkout by default.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--check", description = "Write nothing; say which files are stale.")
    private boolean check;

    @Override
    public Integer call() {
        Console console = common.console();
        Path checkout = Installation.current().root();
        Path folder = out.orElse(TopicCatalog.folder(checkout));
        TopicCatalog catalog = TopicCatalog.of(checkout);
        List<String> stale = catalog.stale(folder);
        if (!check) {
            catalog.write(folder);
        }
        stale.forEach(file -> console.line((check ? "stale: " : "written: ") + folder.resolve(file)));
        if (stale.isEmpty()) {
            console.line("The catalog in " + folder + " is as the registry says.");
        }
        console.answer(Json.object()
                .put("folder", folder.toString())
                .set("stale", stale.stream().collect(Json::array, (list, file) -> list.add(file), (a, b) -> {})));
        return check && !stale.isEmpty() ? ExitCodes.FAILED : ExitCodes.OK;
    }
}
