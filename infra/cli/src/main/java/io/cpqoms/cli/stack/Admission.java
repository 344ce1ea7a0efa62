package io.cpqoms.cli.stack;

import io.cpqoms.cli.topics.access.AccessRules;
import io.cpqoms.cli.topics.access.Credentials;
import io.cpqoms.cli.topics.access.Grant;
import io.cpqoms.cli.topics.cluster.Change;
import io.cpqoms.cli.topics.cluster.KafkaConnection;
import io.cpqoms.cli.topics.cluster.TopicCluster;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A service that the registry does not know yet, let into a local broker: elsewhere topics, accounts and rights exist when
 * the registry has them.
 *
 * @param proposal its part of the topic registry; without one it gets an account that may nothing
 */
public record Admission(String service, Optional<Path> proposal) {

    /** Makes what is missing, and only what the service's proposal adds; answers it in words. */
    public List<String> to(KafkaConnection superUser, Optional<Credentials> credentials) {
        TopicRegistry platform = TopicRegistry.bundled();
        TopicRegistry joined =
                proposal.map(file -> platform.joinedBy(service, file)).orElseGet(() -> platform.joinedBy(service));
        Set<Grant> known = AccessRules.of(platform).grants();
        List<String> made = new ArrayList<>();
        try (TopicCluster cluster = new TopicCluster(superUser, joined)) {
            credentials.map(cluster::createPrincipals).orElse(List.of()).forEach(name -> made.add("account " + name));
            List<Change> own = cluster.plan().changes().stream()
                    .filter(change -> change instanceof Change.Create
                                    && platform.find(change.subject()).isEmpty()
                            || change instanceof Change.Allow(Grant grant) && !known.contains(grant))
                    .toList();
            cluster.apply(own);
            own.forEach(change -> made.add(words(change)));
        }
        return made;
    }

    private static String words(Change change) {
        return change instanceof Change.Allow(Grant grant) ? grant.toString() : "topic " + change.subject();
    }
}
