package io.cpqoms.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.cli.Checkout;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.deployment.DescribedTarget;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table at the end of a demo names what a person can open, also where the demo itself runs in a container. */
@Tag("L3")
class AddressesTest {
    private static final Pattern ADDRESS = Pattern.compile("http://([^/ ]+)");

    @Test
    void theDemoInAContainerNamesThePublishedPorts() {
        String table = table(Map.of("CPQ_PORT_QUOTE", "18081"));

        List<String> hosts = ADDRESS.matcher(table)
                .results()
                .map(address -> address.group(1))
                .toList();
        assertThat(hosts).hasSizeGreaterThan(8).allMatch(host -> host.startsWith("127.0.0.1:"));
        assertThat(hosts).contains("127.0.0.1:18081", "127.0.0.1:8082");
        assertThat(table).contains("docker compose -f infra/compose/compose.yaml run --rm demo token");
    }

    /** What the table would name must be what the composition publishes. */
    @Test
    void everyPublishedPortIsOneOfTheComposition() throws Exception {
        String composition = Files.readString(Checkout.root().resolve("infra/compose/compose.yaml"));
        String description = Files.readString(Checkout.root().resolve("infra/compose/target.json"));

        assertThat(Pattern.compile("\\$\\{CPQ_PORT_[A-Z]+:-[0-9]+}")
                        .matcher(description)
                        .results()
                        .map(MatchResult::group))
                .hasSize(11)
                .allSatisfy(port -> assertThat(composition).contains("127.0.0.1:" + port));
    }

    private String table(Map<String, String> environment) {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        DescribedTarget target = new DescribedTarget(Checkout.root().resolve("infra/compose/target.json"), environment);
        Addresses.table(target).print(Console.plain(new PrintStream(shown, true, StandardCharsets.UTF_8)));
        return shown.toString(StandardCharsets.UTF_8);
    }
}
