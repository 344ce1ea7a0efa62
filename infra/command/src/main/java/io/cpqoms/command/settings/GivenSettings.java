package io.cpqoms.command.settings;

import java.util.Optional;
import java.util.SortedSet;

/** What a {@link SettingsRule} sees of the settings, and where it tells what is wrong. */
public interface GivenSettings {

    /** The text of a setting, from wherever it comes; empty also for a blank one. */
    Optional<String> text(String name);

    /** The names that are given and begin so. */
    SortedSet<String> namesUnder(String beginning);

    /**
     * Refuses the start.
     *
     * @param needs what the setting would have to be, as the rest of a sentence that begins with "needs"
     */
    void refuse(String name, String needs);
}
