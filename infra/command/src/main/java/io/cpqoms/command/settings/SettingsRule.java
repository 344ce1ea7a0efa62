package io.cpqoms.command.settings;

import java.util.Set;

/** Judges settings by more than one of them, before the service does anything: nothing is there yet but their texts. */
public interface SettingsRule {

    /** Beginnings of names that the service reads though no mapping has them, each up to a dot. */
    default Set<String> alsoReads() {
        return Set.of();
    }

    /** Tells of everything that is wrong, not only of the first. */
    void judge(GivenSettings given);
}
