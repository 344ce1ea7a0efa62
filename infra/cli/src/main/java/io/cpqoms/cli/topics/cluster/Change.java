package io.cpqoms.cli.topics.cluster;

import io.cpqoms.cli.topics.access.Grant;
import io.cpqoms.cli.topics.registry.GovernedTopic;

/** One difference between registry and cluster, and what removing it takes. */
public sealed interface Change {

    /** How much care a change needs. */
    enum Care {
        /** Nothing is lost and nobody notices: apply does it. */
        FREE,
        /** Something can be lost or broken: apply asks, and shows what. */
        GUARDED,
        /** Never without being named: apply does it only when asked to delete. */
        DELETION,
        /** No command can do it; people must. */
        MANUAL
    }

    /** What it is about: a topic's name, or a principal. */
    String subject();

    Care care();

    /** In the registry, not on the cluster. */
    record Create(GovernedTopic topic) implements Change {
        @Override
        public String subject() {
            return topic.name();
        }

        @Override
        public Care care() {
            return Care.FREE;
        }
    }

    /** A setting differs. */
    record Alter(String subject, String setting, String found, String wanted, Care care) implements Change {}

    /** The registry wants more partitions. */
    record AddPartitions(String subject, int found, int wanted, Care care) implements Change {}

    /** The cluster differs in a way that Kafka can't take back: fewer partitions wanted, other replica counts. */
    record Drift(String subject, String what, String found, String wanted) implements Change {
        @Override
        public Care care() {
            return Care.MANUAL;
        }
    }

    /** A topic of the platform's name space that no registry entry explains. */
    record Unmanaged(String subject) implements Change {
        @Override
        public Care care() {
            return Care.DELETION;
        }
    }

    /** A right that the registry derives and the cluster lacks. */
    record Allow(Grant grant) implements Change {
        @Override
        public String subject() {
            return grant.principal();
        }

        @Override
        public Care care() {
            return Care.FREE;
        }
    }

    /** A right on the cluster that nothing in the registry explains. */
    record Revoke(Grant grant) implements Change {
        @Override
        public String subject() {
            return grant.principal();
        }

        @Override
        public Care care() {
            return Care.GUARDED;
        }
    }
}
