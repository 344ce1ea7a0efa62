package io.cpqoms.cli.topics.check;

import io.cpqoms.cli.topics.registry.RegisteredTopic;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the services' code does with topics is what the registry allows, in the right direction, and all of it. */
final class CodeRules {
    private CodeRules() {}

    static Stream<Finding> channels(Contracts contracts) {
        return services(contracts)
                .flatMap(code -> Stream.concat(
                        own(code),
                        code.channels().stream()
                                .flatMap(channel -> channel.topics().stream()
                                        .flatMap(topic ->
                                                channel(code.service(), channel, topic, contracts.registry())
                                                        .stream()))));
    }

    private static List<Finding> channel(
            String service, ServiceCode.Channel channel, String name, TopicRegistry registry) {
        String where = service + " channel " + channel.name();
        Optional<RegisteredTopic> topic = registry.find(name);
        List<Finding> findings = new ArrayList<>();
        if (topic.isEmpty()) {
            findings.add(new Finding(
                    "channel",
                    where,
                    "uses " + name + ", which is not registered",
                    "register it, or correct the name"));
        } else if (channel.incoming() && !topic.get().consumers().contains(service)) {
            findings.add(new Finding(
                    "channel",
                    where,
                    "reads " + name + ", whose consumers are " + topic.get().consumers(),
                    "ask its owner " + topic.get().owner() + " to add " + service + " as a consumer"));
        } else if (!channel.incoming() && !topic.get().producers().contains(service)) {
            findings.add(new Finding(
                    "channel",
                    where,
                    "writes " + name + ", whose producers are " + topic.get().producers(),
                    "only they may; publish a fact of your own on a topic of your own"));
        }
        return findings;
    }

    /** A channel of its own has neither inbox nor outbox, and a group that no right covers. */
    private static Stream<Finding> own(ServiceCode code) {
        return code.ownChannels().stream()
                .map(channel -> new Finding(
                        "own-channel",
                        code.service() + " channel " + channel,
                        "is opened beside inbox and outbox",
                        "read with a declaration (.from(topic)), write with an event appended to the outbox"));
    }

    static Stream<Finding> topicsInCode(Contracts contracts) {
        return services(contracts)
                .flatMap(code -> code.named().stream()
                        .filter(name -> !mayTouch(code.service(), name, contracts.registry()))
                        .map(name -> new Finding(
                                "code",
                                code.service(),
                                "names the topic " + name
                                        + " in its code, which the registry does not let it write or read",
                                "register the topic, or the service as its producer or consumer")));
    }

    private static boolean mayTouch(String service, String name, TopicRegistry registry) {
        return registry.find(name)
                .map(topic ->
                        topic.producers().contains(service) || topic.consumers().contains(service))
                .orElse(false);
    }

    /** A right that nobody uses is one that somebody else may use some day. */
    static Stream<Finding> unused(Contracts contracts) {
        return services(contracts).flatMap(code -> {
            Set<String> read = new TreeSet<>(code.named());
            code.channels().stream()
                    .filter(ServiceCode.Channel::incoming)
                    .forEach(channel -> read.addAll(channel.topics()));
            return contracts.registry().all().stream()
                    .filter(topic -> !topic.isDeadLetter())
                    .flatMap(topic -> Stream.concat(
                            unusedRight(
                                    topic.consumers().contains(code.service()) && !read.contains(topic.name()),
                                    topic,
                                    code.service() + " as a consumer, which has no channel for it"),
                            unusedRight(
                                    topic.producers().contains(code.service())
                                            && topic.reserved().isEmpty()
                                            && topic.sharedWriters().isEmpty()
                                            && !code.named().contains(topic.name()),
                                    topic,
                                    code.service() + " as a producer, whose code does not name it")));
        });
    }

    static Stream<Finding> declared(Contracts contracts) {
        return services(contracts)
                .flatMap(code -> contracts.registry().all().stream()
                        .filter(topic -> !topic.isDeadLetter()
                                && topic.reserved().isEmpty()
                                && topic.sharedWriters().isEmpty()
                                && topic.producers().contains(code.service())
                                && !code.written().contains(topic.name()))
                        .map(topic -> new Finding(
                                "declared",
                                code.service(),
                                "does not say in " + ServiceCode.PRODUCED + " that it writes " + topic.name(),
                                "name it there, so that a start without the right is refused; or remove the right")));
    }

    private static Stream<Finding> unusedRight(boolean unused, RegisteredTopic topic, String what) {
        return unused
                ? Stream.of(new Finding(
                        "unused", topic.name(), "lists " + what, "remove it from the entry, or write the code first"))
                : Stream.empty();
    }

    private static Stream<ServiceCode> services(Contracts contracts) {
        return contracts.registry().services().keySet().stream()
                .filter(service -> ServiceCode.exists(contracts.root(), service))
                .map(service -> ServiceCode.read(contracts.root(), service));
    }
}
