package io.cpqoms.messaging;

import static io.restassured.RestAssured.given;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;

/** What Prometheus is given when it asks this service: the meters of the platform by name. */
record Scrape(Map<String, Family> families) {

    private static final Pattern HEADER = Pattern.compile("# (HELP|TYPE) (cpq_\\S+) ?(.*)");
    private static final Pattern SAMPLE = Pattern.compile("(cpq_[A-Za-z0-9_:]+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([A-Za-z0-9_]+)=\"([^\"]*)\"");

    /** The samples of a meter, and what is said of it. */
    record Family(String name, String type, String help, List<Sample> samples) {}

    record Sample(String name, Map<String, String> labels, double value) {}

    static Scrape now() {
        String address = ConfigProvider.getConfig().getValue("test.management.url", String.class);
        return of(given().accept("text/plain")
                .get(address + "/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    static Scrape of(String text) {
        Map<String, String> help = new TreeMap<>();
        Map<String, String> types = new TreeMap<>();
        Map<String, List<Sample>> samples = new TreeMap<>();
        for (String line : text.split("\n")) {
            Matcher header = HEADER.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (header.matches()) {
                (header.group(1).equals("HELP") ? help : types)
                        .put(header.group(2), header.group(3).strip());
            } else if (sample.matches()) {
                samples.computeIfAbsent(family(sample.group(1), types), name -> new ArrayList<>())
                        .add(new Sample(sample.group(1), labels(sample.group(2)), Double.parseDouble(sample.group(3))));
            }
        }
        Map<String, Family> families = new TreeMap<>();
        samples.forEach((name, found) ->
                families.put(name, new Family(name, types.getOrDefault(name, ""), help.getOrDefault(name, ""), found)));
        return new Scrape(families);
    }

    /** The value of the one sample with these labels; NaN when there is none. */
    double value(String name, Map<String, String> labels) {
        Family family = families.get(name);
        return family == null
                ? Double.NaN
                : family.samples().stream()
                        .filter(sample -> sample.labels().entrySet().containsAll(labels.entrySet()))
                        .mapToDouble(Sample::value)
                        .reduce((one, other) -> {
                            throw new IllegalStateException(name + labels + " is more than one");
                        })
                        .orElse(Double.NaN);
    }

    /** The largest value among those with these labels; NaN when there is none. */
    double largest(String name, Map<String, String> labels) {
        Family family = families.get(name);
        return family == null
                ? Double.NaN
                : family.samples().stream()
                        .filter(sample -> sample.labels().entrySet().containsAll(labels.entrySet()))
                        .mapToDouble(Sample::value)
                        .max()
                        .orElse(Double.NaN);
    }

    private static String family(String sample, Map<String, String> types) {
        String family = sample.replaceFirst("_(count|sum)$", "");
        return types.containsKey(sample) ? sample : family;
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        if (text != null) {
            LABEL.matcher(text).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        }
        return labels;
    }
}
