package io.cpqoms.messaging;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every meter of the library as Prometheus sees it: named and described as it should be, told of in the reference, and alive. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
@Tag("OPS-02")
class MetersIT {

    /** What a label may say; each of them has as many values as the release declares. */
    private static final Set<String> LABELS =
            Set.of("consumer", "topic", "partition", "status", "scope", "state", "source");

    private static final Pattern TIME = Pattern.compile("_(age|oldest|batch|time|duration)(_|$)");

    private static final Path REFERENCE = Path.of("../../../docs/reference/meters.md");
    private static final String BEGIN = "<!-- meters: from a scrape -->\n";
    private static final String END = "<!-- end of meters -->\n";

    @BeforeEach
    void someoneHasLooked() {
        await().until(() -> Scrape.now().families().containsKey("cpq_inbox_unprocessed"));
    }

    @Test
    void meterIsNamedAndDescribedByThePlatformsConventions() {
        assertThat(meters()).hasSizeGreaterThan(20).allSatisfy(meter -> {
            assertThat(meter.name()).matches("cpq(_[a-z]+)+");
            assertThat(meter.help()).as(meter.name()).hasSizeGreaterThan(20).doesNotEndWith(".");
            assertThat(meter.type()).as(meter.name()).isIn("counter", "gauge", "summary");
            assertThat(meter.name().endsWith("_total"))
                    .as("%s is a %s", meter.name(), meter.type())
                    .isEqualTo(meter.type().equals("counter"));
            if (TIME.matcher(meter.name()).find()) {
                assertThat(meter.name()).as("in the base unit").containsPattern("_seconds(_max)?$");
            }
            assertThat(labels(meter)).as("labels of " + meter.name()).isSubsetOf(LABELS);
        });
    }

    @Test
    @Tag("M16")
    void meterHasAValueFromTheStartAndAfterACollection() {
        assertThat(withoutValue()).isEmpty();

        collectGarbage();

        assertThat(withoutValue()).as("a gauge whose subject was collected").isEmpty();
    }

    /** Write it with {@code -Dmeters.write=true}. */
    @Test
    void referenceNamesEveryMeterAndNoOther() throws IOException {
        String page = Files.readString(REFERENCE);
        String head = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
        String expected = head + table() + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("meters.write")) {
            Files.writeString(REFERENCE, expected);
        }

        assertThat(Files.readString(REFERENCE)).isEqualTo(expected);
    }

    private static List<Scrape.Family> meters() {
        return List.copyOf(Scrape.now().families().values());
    }

    private static List<Scrape.Sample> withoutValue() {
        return meters().stream()
                .flatMap(meter -> meter.samples().stream())
                .filter(sample -> Double.isNaN(sample.value()))
                .toList();
    }

    private static Set<String> labels(Scrape.Family meter) {
        return meter.samples().stream()
                .flatMap(sample -> sample.labels().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String table() {
        return "| meter | type | unit | labels | tells |\n|---|---|---|---|---|\n"
                + meters().stream().map(MetersIT::row).collect(Collectors.joining());
    }

    private static String row(Scrape.Family meter) {
        String unit = meter.name().contains("_seconds") ? "s" : "";
        return "| `" + meter.name() + "` | " + meter.type() + " | " + unit + " | "
                + labels(meter).stream().map(label -> "`" + label + "`").collect(Collectors.joining(", ")) + " | "
                + meter.help() + " |\n";
    }

    private static void collectGarbage() {
        WeakReference<Object> collected = new WeakReference<>(new Object());
        await("a collection").until(() -> {
            System.gc();
            return collected.get() == null;
        });
    }
}
