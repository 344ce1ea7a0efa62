package io.cpqoms.cli.topics.audit;

import io.cpqoms.cli.topics.registry.RegisteredTopic;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Groups that nobody reads with any more, readers that nobody registered, and topics that nobody reads. */
final class GroupRules {
    private final TopicRegistry registry;
    private final List<GroupView> groups;
    private final Set<String> services;

    GroupRules(TopicRegistry registry, List<GroupView> groups) {
        this.registry = registry;
        this.groups = groups;
        this.services = registry.services().keySet();
    }

    List<AuditFinding> findings() {
        List<AuditFinding> findings = new ArrayList<>();
        for (GroupView group : groups) {
            if (GroupName.isReplay(group.id(), services)) {
                continue;
            }
            zombie(group)
                    .ifPresentOrElse(
                            why -> findings.add(new AuditFinding(
                                    "zombie",
                                    group.id(),
                                    "has no member, and " + why + "; it holds back " + group.lag() + " records",
                                    "cpq topics remove-group " + group.id() + " archives its offsets and removes it")),
                            () -> findings.addAll(awake(group)));
        }
        registry.all().forEach(topic -> findings.addAll(unread(topic)));
        return findings;
    }

    /** Why nobody will ever read with this group again; absent when somebody might. */
    private Optional<String> zombie(GroupView group) {
        if (!group.isEmpty()) {
            return Optional.empty();
        }
        Optional<GroupName> name = GroupName.parse(group.id(), services);
        if (name.isEmpty()) {
            return Optional.of("no consumer of a registered service derives this id");
        }
        if (!mayRead(name.get(), name.get().topic())) {
            return Optional.of("the entry of " + name.get().topic() + " does not list "
                    + name.get().service());
        }
        return groups.stream()
                .filter(other -> !other.isEmpty())
                .filter(other -> GroupName.parse(other.id(), services)
                        .filter(newer -> newer.succeeds(name.get()))
                        .isPresent())
                .findFirst()
                .map(newer -> newer.id() + " has taken its place");
    }

    private List<AuditFinding> awake(GroupView group) {
        Optional<GroupName> name = GroupName.parse(group.id(), services);
        List<AuditFinding> findings = new ArrayList<>();
        for (String topic : group.topics()) {
            if (name.filter(reader -> mayRead(reader, topic)).isEmpty()) {
                findings.add(new AuditFinding(
                        "unregistered-reader",
                        group.id(),
                        "reads " + topic + ", whose entry does not list it",
                        "find its owner; either the registry lists the service as a consumer, or it must stop"));
            }
        }
        if (group.isEmpty() && group.lag() > 0 && findings.isEmpty()) {
            findings.add(new AuditFinding(
                    "asleep",
                    group.id(),
                    "has no member and " + group.lag() + " records to read",
                    "start its service; if it will never come back, remove the group and its registry entry"));
        }
        return findings;
    }

    private boolean mayRead(GroupName reader, String topic) {
        return registry.find(topic)
                .filter(entry -> entry.consumers().contains(reader.service()))
                .isPresent();
    }

    private List<AuditFinding> unread(RegisteredTopic topic) {
        if (topic.isDeadLetter() || topic.reserved().isPresent()) {
            return List.of();
        }
        return topic.consumers().stream()
                .filter(service -> groups.stream()
                        .filter(group -> group.topics().contains(topic.name()))
                        .noneMatch(group -> GroupName.parse(group.id(), services)
                                .filter(name -> name.service().equals(service))
                                .isPresent()))
                .map(service -> new AuditFinding(
                        "unread",
                        topic.name(),
                        "is not read by " + service + ", which its entry lists as a consumer",
                        "start the service; if it no longer needs the topic, take it out of the entry"))
                .toList();
    }
}
