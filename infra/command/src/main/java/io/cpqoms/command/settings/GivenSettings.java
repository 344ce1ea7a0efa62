package io.cpqoms.command.settings;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** What a {@link SettingsRule} sees of the settings, and where it tells what is wrong. */
public interface GivenSettings {

    /** The text of a setting, from wherever it comes; empty also for a blank one. */
    Optional<String> text(String name);

    /** The value of a mapping's setting; empty where it has none, or one that is wrong by itself and told of already. */
    <T> Optional<T> value(String name, Class<T> type);

    /** The names that are given and begin so; a dash there counts as a dot, because a variable of the environment can't say it. */
    SortedSet<String> namesUnder(String beginning);

    /**
     * Refuses the start.
     *
     * @param needs what the setting would have to be, as the rest of a sentence that begins with "needs"
     */
    void refuse(String name, String needs);

    /** Refuses the start for settings that don't go together, in the name of the first that somebody gave, or else of the first. */
    void refuseOneOf(List<String> dependent, String needs);

    /**
     * Warns when the end of a name that is given is one or two letters away from a known one.
     *
     * @param end the last part of the name
     */
    void doubtIfMistyped(String name, String end, Collection<String> known);
}
