package io.cpqoms.cli.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.drill.Shell;
import io.cpqoms.local.stack.LocalStack;
import io.cpqoms.local.stack.StackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Catalog versions go into a running quote-service as files and come out of it as the same ones; each case has a tenant of its own. */
@Tag("DOM-01")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class CatalogFileCases {

    private static final Pattern VERSION = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");
    private static final int PRODUCTS = CatalogImport.MOST_OF_A_PORTION + 200;

    private final Shell shell;

    @TempDir
    Path files;

    /** @param ports those of the stack, whether or not it has been started */
    protected CatalogFileCases(LocalStack stack, StackPorts ports) {
        this.shell = new Shell(stack.home(), ports);
    }

    @BeforeAll
    void start() {
        shell.succeed("./cpq up");
    }

    @Test
    void comesOutAsItWentInAndIsComparedWithWhatIsChangedInIt() throws IOException {
        String tenant = tenant();
        String sample = imported("sample --publish", tenant);
        Path once = files.resolve("once.yaml");
        shell.succeed("./cpq catalog export " + sample + " --to " + once + tenant);

        String again = imported(once + " --publish", tenant);
        Path twice = files.resolve("twice.yaml");
        shell.succeed("./cpq catalog export " + again + " --to " + twice + tenant);

        assertThat(again)
                .as("the same content in another form is a version of its own")
                .isNotEqualTo(sample);
        assertThat(twice).hasSameTextualContentAs(once);
        assertThat(shell.succeed("./cpq catalog compare " + sample + " " + again + tenant))
                .contains("Nothing differs.");

        Path prices = files.resolve("dearer.csv");
        Files.writeString(prices, "product,charge,currency,list,floor,cost\nrouter-pro,price,EUR,399.00,,\n");
        String dearer = imported(once + " --prices " + prices, tenant);
        assertThat(shell.succeed("./cpq catalog compare " + sample + " " + dearer + tenant))
                .contains("changed", "router-pro", "349.5", "399");
        JsonNode differences =
                Json.read(shell.succeed("./cpq catalog compare " + sample + " " + dearer + tenant + " --json"));
        assertThat(differences).hasSize(1);
        assertThat(differences.get(0).path("productId").asText()).isEqualTo("router-pro");
    }

    /** Whenever it was killed: afterwards there is one version with every product, and no second one. */
    @Test
    void goesOnWhereAnImportWasKilled() throws Exception {
        String tenant = tenant();
        Path large = files.resolve("large.yaml");
        Files.writeString(large, catalog(PRODUCTS));
        killAfterTheFirstPortion("./cpq catalog import " + large + tenant);

        String version = imported(large.toString(), tenant);
        String once = shell.succeed("./cpq catalog import " + large + tenant);

        assertThat(once).contains("Portion 2 of 2 is there", version);
        Path out = files.resolve("out.yaml");
        shell.succeed("./cpq catalog export " + version + " --to " + out + tenant);
        assertThat(CatalogFile.read(out).rows()).hasSize(PRODUCTS);
    }

    /** A form that is sound may still be refused: nobody can choose what is excluded by what it requires. */
    @Test
    void tellsTheLineOfWhatOnlyTheServiceCanSee() throws IOException {
        Path impossible = files.resolve("impossible.yaml");
        Files.writeString(impossible, catalog(1) + """
                    configuration:
                      attributes: []
                      groups:
                        - id: extras
                          name: Extras
                          min: 0
                          max: 1
                          options: [{productId: nowhere, min: 0, max: 1, defaultQuantity: 0}]
                      rules: []
                """);

        Shell.Said said = shell.type("./cpq catalog import " + impossible + " --publish" + tenant());

        assertThat(said.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(said.answer()).containsPattern("impossible\\.yaml:\\d+: products\\[0].*nowhere");
        assertThat(said.people()).contains("keeps what was there before");
    }

    @Test
    void sendsNothingOfAFileWithFaultsAndTellsAllOfThem() throws IOException {
        Path wrong = files.resolve("wrong.yaml");
        Files.writeString(
                wrong, catalog(1).replace("productClass", "productClas").replace("oneTime", "sometimes"));
        Path prices = files.resolve("prices.csv");
        Files.writeString(prices, "product,charge,currency,list,floor,cost\np-0,price,EUR,1.00,,\n");

        Shell.Said said = shell.type("./cpq catalog import " + wrong + " --prices " + prices + tenant());

        assertThat(said.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(said.answer()).contains("wrong.yaml:", "productClas", "kind").doesNotContain("prices.csv");
        assertThat(said.people()).contains("nothing was sent");
    }

    private String imported(String what, String tenant) {
        String said = shell.succeed("./cpq catalog import " + what + tenant);
        Matcher version = VERSION.matcher(said);
        assertThat(version.find()).as(said).isTrue();
        return version.group();
    }

    private void killAfterTheFirstPortion(String line) throws Exception {
        Path said = files.resolve("killed.txt");
        Process process = shell.started(line, said);
        while (process.isAlive() && !Files.readString(said).contains("Portion 1 of 2")) {
            Thread.onSpinWait();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    private static String tenant() {
        return " --tenant files-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String catalog(int products) {
        return IntStream.range(0, products)
                .mapToObj("""
                          - productId: p-%1$d
                            name: Product %1$d
                            productClass: goods
                            charges:
                              - {chargeId: price, kind: oneTime, prices: [{currency: EUR, listUnitPrice: 10.00}]}
                            fulfilment:
                              - {task: ship, partner: warehouse, scope: order, dependsOn: []}
                        """::formatted)
                .collect(Collectors.joining("", "name: Files\nproducts:\n", ""));
    }
}
