package io.cpqoms.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Summing the XML reports: every module's own run counts, nothing else does. */
class TestReportsTest {
    private static final String MIXED = """
            <testsuite name="a.ATest" tests="4" errors="1" skipped="1" failures="1">
              <testcase name="passes" classname="a.ATest"/>
              <testcase name="fails" classname="a.ATest"><failure message="expected 1&#10;but was 2">trace</failure></testcase>
              <testcase name="breaks" classname="a.ATest"><error type="NullPointerException">trace</error></testcase>
              <testcase name="isSkipped" classname="a.ATest"><skipped message="no data"/></testcase>
            </testsuite>
            """;
    private static final String PASSING =
            "<testsuite><testcase name=\"works\" classname=\"b.BIT\"/><testcase name=\"too\" classname=\"b.BIT\"/></testsuite>";

    @TempDir
    Path root;

    @Test
    void sumsUnitAndIntegrationTestsPerModule() throws IOException {
        report("quote-service", "surefire-reports", "TEST-a.ATest.xml", MIXED);
        report("quote-service", "failsafe-reports", "TEST-b.BIT.xml", PASSING);
        report("infra/cli", "surefire-reports", "TEST-b.BIT.xml", PASSING);

        TestReports reports = TestReports.read(root, Instant.EPOCH);

        assertThat(reports.modules().get("quote-service")).isEqualTo(new TestCounts(3, 2, 1));
        assertThat(reports.modules().get("infra/cli")).isEqualTo(new TestCounts(2, 0, 0));
        assertThat(reports.total().sentence()).isEqualTo("5 passed, 2 failed, 1 skipped");
    }

    @Test
    void namesEachFailedTestWithTheFirstLineOfItsMessage() throws IOException {
        report("quote-service", "surefire-reports", "TEST-a.ATest.xml", MIXED);

        assertThat(TestReports.read(root, Instant.EPOCH).failures())
                .containsExactly("ATest.fails: expected 1", "ATest.breaks: no message");
    }

    @Test
    void saysWhichClassesTookLongestAndWhatOfItWasBeforeTheirTests() throws IOException {
        report("quote-service", "surefire-reports", "TEST-a.ATest.xml", """
                <testsuite name="a.ATest" time="0.5"><testcase name="works" classname="a.ATest" time="0.5"/></testsuite>
                """);
        report("quote-service", "failsafe-reports", "TEST-b.BIT.xml", """
                <testsuite name="b.BIT" time="1,034.5">
                  <testcase name="works" classname="b.BIT" time="1,000"/><testcase name="too" classname="b.BIT" time="2.5"/>
                </testsuite>
                """);

        TestReports reports = TestReports.read(root, Instant.EPOCH);

        assertThat(reports.slowest(1)).singleElement().satisfies(slowest -> {
            assertThat(slowest.name()).isEqualTo("BIT");
            assertThat(slowest.module()).isEqualTo("quote-service");
            assertThat(slowest.whole()).isEqualTo(Duration.ofMillis(1_034_500));
            assertThat(slowest.start()).isEqualTo(Duration.ofSeconds(32));
        });
        assertThat(reports.inTests("quote-service")).isEqualTo(Duration.ofSeconds(1035));
    }

    @Test
    void leavesOutReportsOfEarlierRuns() throws IOException {
        Path old = report("quote-service", "surefire-reports", "TEST-a.ATest.xml", MIXED);
        Instant started = Instant.now();
        Files.setLastModifiedTime(old, FileTime.from(started.minus(Duration.ofMinutes(1))));

        assertThat(TestReports.read(root, started).total()).isEqualTo(TestCounts.NONE);
    }

    @Test
    void countsAReportThatCannotBeReadAsAFailure() throws IOException {
        report("quote-service", "surefire-reports", "TEST-a.ATest.xml", "<testsuite><testcase");

        assertThat(TestReports.read(root, Instant.EPOCH).total().failed()).isEqualTo(1);
    }

    @Test
    void ignoresFilesThatAreNoReports() throws IOException {
        report("quote-service", "failsafe-reports", "failsafe-summary.xml", "<failsafe-summary/>");
        report("quote-service", "classes", "TEST-a.ATest.xml", MIXED);

        assertThat(TestReports.read(root, Instant.EPOCH).total()).isEqualTo(TestCounts.NONE);
    }

    private Path report(String module, String folder, String name, String xml) throws IOException {
        Path directory = root.resolve(module).resolve("target").resolve(folder);
        Files.createDirectories(directory);
        return Files.writeString(directory.resolve(name), xml);
    }
}
