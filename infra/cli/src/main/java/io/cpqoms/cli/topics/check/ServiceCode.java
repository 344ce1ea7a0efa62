package io.cpqoms.cli.topics.check;

import io.cpqoms.cli.CpqFailure;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a service's sources say about topics: what it declares to read and write, and the topic names written in its code.
 *
 * @param channels one for each declared consumer, and one for its outbox
 * @param named topic names in string literals of its main code
 * @param ownChannels names of messaging channels that it opens by itself, beside inbox and outbox
 */
record ServiceCode(String service, List<Channel> channels, Set<String> named, Set<String> ownChannels) {
    private static final Pattern OWN_SETTING = Pattern.compile("mp\\.messaging\\.(?:incoming|outgoing)\\.([^.]+)\\..+");
    private static final Pattern OWN_ANNOTATION = Pattern.compile("@(?:Incoming|Outgoing|Channel)\\(\\s*\"([^\"]+)\"");
    private static final Pattern TOPIC_LITERAL =
            Pattern.compile("\"(cpq\\.[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*\\.v[0-9]+)\"");
    private static final Pattern DECLARED = Pattern.compile("\\.named\\(\\s*\"([^\"]+)\"[^;]*?\\.from\\(([^)]*)\\)");
    static final String PRODUCED = "cpq.topics.produced";

    /** Something of a service that reads or writes topics. */
    record Channel(String name, boolean incoming, Set<String> topics) {}

    static boolean exists(Path checkout, String service) {
        return Files.exists(properties(checkout, service));
    }

    static ServiceCode read(Path checkout, String service) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(properties(checkout, service))) {
            properties.load(reader);
        } catch (IOException e) {
            throw CpqFailure.environment("can't read the properties of " + service + ": " + e.getMessage(), e);
        }
        Path code = checkout.resolve(service);
        List<Channel> channels =
                Stream.concat(declared(code), produced(properties)).toList();
        return new ServiceCode(service, channels, literals(code), ownChannels(properties, code));
    }

    private static Path properties(Path checkout, String service) {
        return checkout.resolve(service).resolve("src/main/resources/application.properties");
    }

    private static Set<String> ownChannels(Properties properties, Path service) {
        Stream<String> set = properties.stringPropertyNames().stream()
                .map(OWN_SETTING::matcher)
                .filter(Matcher::matches)
                .map(match -> match.group(1));
        Stream<String> annotated = sources(service)
                .flatMap(source -> OWN_ANNOTATION.matcher(source).results().map(match -> match.group(1)));
        return Stream.concat(set, annotated).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Consumers that say in code what they read from; the library derives their channels and groups. */
    private static Stream<Channel> declared(Path service) {
        return sources(service)
                .flatMap(source -> DECLARED.matcher(source).results().map(match -> {
                    Set<String> topics = literals(match.group(2)).collect(Collectors.toCollection(TreeSet::new));
                    return new Channel(match.group(1), true, topics);
                }));
    }

    /** What it says it writes through the outbox; its start is refused when the registry does not allow that. */
    private static Stream<Channel> produced(Properties properties) {
        Set<String> topics = split(properties.getProperty(PRODUCED, ""));
        return topics.isEmpty() ? Stream.empty() : Stream.of(new Channel("outbox", false, topics));
    }

    private static Set<String> split(String topics) {
        return Arrays.stream(topics.split(","))
                .map(String::strip)
                .filter(topic -> !topic.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> written() {
        return channels.stream()
                .filter(channel -> !channel.incoming())
                .flatMap(channel -> channel.topics().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> literals(Path service) {
        return sources(service).flatMap(ServiceCode::literals).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> literals(String source) {
        return TOPIC_LITERAL.matcher(source).results().map(match -> match.group(1));
    }

    private static Stream<String> sources(Path service) {
        try (Stream<Path> files = Files.walk(service.resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).map(ServiceCode::read).toList().stream();
        } catch (IOException e) {
            throw CpqFailure.environment("can't read the code in " + service + ": " + e.getMessage(), e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw CpqFailure.environment("can't read " + file + ": " + e.getMessage(), e);
        }
    }
}
