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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a service's sources say about topics: its channels, and the topic names written in its code.
 *
 * @param channels from its application.properties
 * @param named topic names in string literals of its main code
 */
record ServiceCode(String service, List<Channel> channels, Set<String> named) {
    private static final Pattern TOPIC_PROPERTY =
            Pattern.compile("mp\\.messaging\\.(incoming|outgoing)\\.([^.]+)\\.topics?");
    private static final Pattern TOPIC_LITERAL =
            Pattern.compile("\"(cpq\\.[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*\\.v[0-9]+)\"");
    private static final Pattern DECLARED = Pattern.compile("\\.named\\(\\s*\"([^\"]+)\"[^;]*?\\.from\\(([^)]*)\\)");
    static final String PRODUCED = "cpq.topics.produced";
    private static final String CONNECTOR = "smallrye-kafka";

    /**
     * Something of a service that reads or writes topics.
     *
     * @param group as the properties say; empty where the library derives it
     */
    record Channel(String name, boolean incoming, Set<String> topics, String group) {}

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
        List<Channel> channels = Stream.of(channels(properties).stream(), declared(code), produced(properties))
                .flatMap(found -> found)
                .toList();
        return new ServiceCode(service, channels, literals(code));
    }

    private static Path properties(Path checkout, String service) {
        return checkout.resolve(service).resolve("src/main/resources/application.properties");
    }

    private static List<Channel> channels(Properties properties) {
        return properties.stringPropertyNames().stream()
                .map(TOPIC_PROPERTY::matcher)
                .filter(match -> match.matches()
                        && CONNECTOR.equals(properties.getProperty(
                                "mp.messaging." + match.group(1) + "." + match.group(2) + ".connector")))
                .map(match -> new Channel(
                        match.group(2),
                        match.group(1).equals("incoming"),
                        split(properties.getProperty(match.group())),
                        properties.getProperty("mp.messaging.incoming." + match.group(2) + ".group.id", "")))
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }

    /** Consumers that say in code what they read from; the library derives their channels and groups. */
    private static Stream<Channel> declared(Path service) {
        return sources(service)
                .flatMap(source -> DECLARED.matcher(source).results().map(match -> {
                    Set<String> topics = literals(match.group(2)).collect(Collectors.toCollection(TreeSet::new));
                    return new Channel(match.group(1), true, topics, "");
                }));
    }

    /** What it says it writes through the outbox; its start is refused when the registry does not allow that. */
    private static Stream<Channel> produced(Properties properties) {
        Set<String> topics = split(properties.getProperty(PRODUCED, ""));
        return topics.isEmpty() ? Stream.empty() : Stream.of(new Channel("outbox", false, topics, ""));
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
