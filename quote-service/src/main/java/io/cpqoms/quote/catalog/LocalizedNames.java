package io.cpqoms.quote.catalog;

import java.util.Collections;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What something is called in other languages than that of its name.
 *
 * @param byLanguage BCP 47 tag → name, by the tags in order, so that the same names are told and stored as the same text
 */
public record LocalizedNames(SortedMap<String, String> byLanguage) {

    public static final int MOST = 20;
    public static final int LONGEST = 200;

    public LocalizedNames {
        if (byLanguage.isEmpty() || byLanguage.size() > MOST) {
            throw new IllegalArgumentException(
                    "there are names in 1 to " + MOST + " languages, not in " + byLanguage.size());
        }
        byLanguage.forEach((tag, name) -> {
            faultOf(tag).ifPresent(fault -> {
                throw new IllegalArgumentException(fault);
            });
            if (name.isBlank() || name.length() > LONGEST) {
                throw new IllegalArgumentException(
                        "the name in " + tag + " must have 1 to " + LONGEST + " characters, not all of them blanks");
            }
        });
        byLanguage = Collections.unmodifiableSortedMap(new TreeMap<>(byLanguage));
    }

    /** Names by their languages. */
    public static LocalizedNames of(Map<String, String> byLanguage) {
        return new LocalizedNames(new TreeMap<>(byLanguage));
    }

    /** What is wrong with a tag, if anything is: a language has one spelling here, or it could have two names. */
    public static Optional<String> faultOf(String tag) {
        try {
            String canonical = new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
            if (canonical.equals("und")) {
                return Optional.of(tag + " names no language; a tag is such as de or de-AT");
            }
            return canonical.equals(tag) ? Optional.empty() : Optional.of(tag + " is written " + canonical);
        } catch (IllformedLocaleException notOne) {
            return Optional.of(tag + " is no language tag (BCP 47), such as de or de-AT");
        }
    }

    /** The name in a language, or in the nearest that is more general: who asks for de-AT may get de, and nobody who asks for de gets de-AT. */
    public Optional<String> in(String language) {
        for (String tag = language; !tag.isEmpty(); tag = tag.substring(0, Math.max(0, tag.lastIndexOf('-')))) {
            String name = byLanguage.get(tag);
            if (name != null) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}
