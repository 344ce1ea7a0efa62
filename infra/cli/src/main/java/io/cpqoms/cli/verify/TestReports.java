package io.cpqoms.cli.verify;

import io.cpqoms.cli.CpqFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The XML reports of surefire and failsafe below a checkout, summed per module.
 *
 * <p>Reports older than the run are left out: a module that did not run must not count with yesterday's result.
 */
public final class TestReports {
    private final Map<String, TestCounts> modules = new TreeMap<>();
    private final List<ClassTime> classes = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    private TestReports() {}

    public static TestReports read(Path root, Instant since) {
        TestReports reports = new TestReports();
        try (Stream<Path> files = Files.walk(root, 6)) {
            List<Path> found = files.filter(TestReports::isReport)
                    .filter(file -> isNewer(file, since))
                    .sorted()
                    .toList();
            for (Path file : found) {
                reports.add(root, file);
            }
        } catch (IOException e) {
            throw CpqFailure.environment("the test reports below " + root + " are not readable: " + e.getMessage(), e);
        }
        return reports;
    }

    Map<String, TestCounts> modules() {
        return modules;
    }

    public TestCounts total() {
        return modules.values().stream().reduce(TestCounts.NONE, TestCounts::plus);
    }

    /** Each failed test as {@code Class.test: first line of its message}. */
    public List<String> failures() {
        return failures;
    }

    /** The time of all classes of a module, with their starts. */
    Duration inTests(String module) {
        return classes.stream()
                .filter(time -> time.module().equals(module))
                .map(ClassTime::whole)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** The classes that took longest, the longest first. */
    List<ClassTime> slowest(int count) {
        return classes.stream()
                .sorted(Comparator.comparing(ClassTime::whole).reversed())
                .limit(count)
                .toList();
    }

    private static boolean isReport(Path file) {
        String folder = file.getName(file.getNameCount() - 2).toString();
        String name = file.getFileName().toString();
        return (folder.equals("surefire-reports") || folder.equals("failsafe-reports"))
                && name.startsWith("TEST-")
                && name.endsWith(".xml");
    }

    private static boolean isNewer(Path file, Instant since) {
        try {
            return Files.getLastModifiedTime(file).compareTo(FileTime.from(since)) >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void add(Path root, Path file) {
        // <module>/target/<kind>-reports/TEST-….xml
        String module = root.relativize(file.resolve("../../..").normalize()).toString();
        try (InputStream content = Files.newInputStream(file)) {
            XMLInputFactory factory = XMLInputFactory.newInstance();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            modules.merge(module, suite(module, factory.createXMLStreamReader(content)), TestCounts::plus);
        } catch (IOException | XMLStreamException e) {
            failures.add(root.relativize(file) + " is not readable: " + e.getMessage());
            modules.merge(module, new TestCounts(0, 1, 0), TestCounts::plus);
        }
    }

    private TestCounts suite(String module, XMLStreamReader xml) throws XMLStreamException {
        TestCounts counts = TestCounts.NONE;
        String suite = "";
        Duration whole = Duration.ZERO;
        Duration tests = Duration.ZERO;
        String test = "";
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "testsuite" -> {
                    suite = simple(xml.getAttributeValue(null, "name"));
                    whole = seconds(xml.getAttributeValue(null, "time"));
                }
                case "testcase" -> {
                    tests = tests.plus(seconds(xml.getAttributeValue(null, "time")));
                    test = simple(xml.getAttributeValue(null, "classname")) + "." + xml.getAttributeValue(null, "name");
                    counts = counts.plus(new TestCounts(1, 0, 0));
                }
                case "failure", "error" -> {
                    failures.add(test + ": " + firstLine(xml.getAttributeValue(null, "message")));
                    counts = counts.plus(new TestCounts(-1, 1, 0));
                }
                case "skipped" -> counts = counts.plus(new TestCounts(-1, 0, 1));
                default -> {
                    // system-out, properties and the like say nothing about the result
                }
            }
        }
        classes.add(new ClassTime(module, suite, whole, tests));
        return counts;
    }

    private static String simple(@Nullable String className) {
        return className == null ? "" : className.substring(className.lastIndexOf('.') + 1);
    }

    /** A time of more than a thousand seconds may have a comma in it. */
    private static Duration seconds(@Nullable String time) {
        return time == null
                ? Duration.ZERO
                : Duration.ofMillis(Math.round(Double.parseDouble(time.replace(",", "")) * 1000));
    }

    private static String firstLine(@Nullable String message) {
        return message == null || message.isBlank()
                ? "no message"
                : message.strip().lines().findFirst().orElse("");
    }
}
