package io.cpqoms.cli.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.client.Person;
import io.cpqoms.cli.client.QuoteClient;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.stack.LocalPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** {@code cpq catalog}: a catalog version as a file, in and out of the running stack. */
@Command(
        name = "catalog",
        description = "Import, export and compare whole catalog versions as files.",
        footer = {
            "",
            "Examples:",
            "  ./cpq catalog import sample --tenant acme --publish",
            "  ./cpq catalog import winter.yaml --prices winter.csv",
            "  ./cpq catalog export 0198c0de-0000-7000-8000-000000000001 --to winter.yaml"
        })
public final class CatalogFilesCommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(
            names = "--tenant",
            scope = ScopeType.INHERIT,
            defaultValue = "demo",
            paramLabel = "TENANT",
            description = "Whose catalog it is; default ${DEFAULT-VALUE}.")
    private String tenant = "demo";

    @Command(
            name = "import",
            description =
                    "Make a draft of a file. All faults are told before anything is sent; the same call again goes on"
                            + " where a former one ended.")
    int read(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "FILE", description = "A YAML file, or the word sample for the one that is here.")
                    String file,
            @Option(names = "--prices", paramLabel = "CSV", description = "Prices that replace those of the file.")
                    Optional<Path> prices,
            @Option(names = "--publish", description = "Publish the version when all of it is there.")
                    boolean publish) {
        Console console = common.console();
        CatalogFile catalog = file.equals(CatalogFile.SAMPLE) ? CatalogFile.sample() : CatalogFile.read(Path.of(file));
        List<FileFault> faults = new ArrayList<>(catalog.faults());
        String csv = prices.map(CatalogFile::text).orElse("");
        if (faults.isEmpty()) {
            // Of a catalog that can't be read nothing is known that prices could be held against.
            prices.ifPresent(
                    path -> faults.addAll(PriceFile.into(catalog.rows(), String.valueOf(path.getFileName()), csv)));
        }
        refuse(console, faults, "nothing was sent");
        CatalogImport sending = new CatalogImport(quotes(), console, catalog, csv);
        JsonNode version = sending.run(publish);
        refuse(
                console,
                sending.refused(),
                version.has("catalogVersionId")
                        ? "draft " + version.path("catalogVersionId").asText() + " keeps what was there before"
                        : "nothing was stored");
        console.line("  %s is %s, with %s products: %s"
                .formatted(
                        catalog.name(),
                        version.path("state").asText(),
                        version.path("productCount").asText(),
                        version.path("catalogVersionId").asText()));
        console.answer(version);
        return ExitCodes.OK;
    }

    @Command(name = "export", description = "Write a version as the file from which it could be imported.")
    int write(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "VERSION", description = "The id of a catalog version.") String version,
            @Option(names = "--to", paramLabel = "FILE", description = "Where to; standard output when absent.")
                    Optional<Path> to) {
        QuoteClient quotes = quotes();
        String yaml = CatalogExport.yaml(
                quotes.catalogVersion(version).path("name").asText(), new CatalogProductsOf(quotes, version));
        if (to.isEmpty()) {
            common.console().line(yaml.stripTrailing());
            return ExitCodes.OK;
        }
        try {
            Files.writeString(to.get(), yaml);
        } catch (IOException e) {
            throw CpqFailure.environment(to.get() + " can't be written: " + e.getMessage(), e);
        }
        common.console().line("  Written to " + to.get() + ".");
        return ExitCodes.OK;
    }

    @Command(name = "compare", description = "What differs between two versions: products, names, prices, rules.")
    int compare(
            @Mixin CommonOptions common,
            @Parameters(index = "0", paramLabel = "FROM", description = "The id of the former version.") String from,
            @Parameters(index = "1", paramLabel = "TO", description = "The id of the latter version.") String to) {
        QuoteClient quotes = quotes();
        // Their pages may be empty; a version that there isn't must not look like one without products.
        quotes.catalogVersion(from);
        quotes.catalogVersion(to);
        Console console = common.console();
        ArrayNode answer = Json.array();
        for (CatalogComparison.Difference difference :
                CatalogComparison.between(new CatalogProductsOf(quotes, from), new CatalogProductsOf(quotes, to))) {
            String kind = difference.kind().name().toLowerCase(Locale.ROOT);
            console.line(
                    "  %-8s %s: %s".formatted(kind, difference.productId(), String.join("; ", difference.words())));
            ObjectNode row = answer.addObject().put("kind", kind).put("productId", difference.productId());
            difference.words().forEach(row.putArray("changes")::add);
        }
        if (answer.isEmpty()) {
            console.line("  Nothing differs.");
        }
        console.answer(answer);
        return ExitCodes.OK;
    }

    private QuoteClient quotes() {
        LocalPlatform local = LocalPlatform.of(Installation.current());
        local.requireRunning();
        return local.platform().quotes(new Person("catalog", "catalog-admin", tenant));
    }

    private static void refuse(Console console, List<FileFault> faults, String left) {
        if (!faults.isEmpty()) {
            faults.forEach(fault -> console.line("  " + fault));
            throw new CpqFailure(faults.size() + (faults.size() == 1 ? " fault; " : " faults; ") + left);
        }
    }
}
