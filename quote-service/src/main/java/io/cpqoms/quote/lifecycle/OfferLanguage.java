package io.cpqoms.quote.lifecycle;

import java.util.Optional;
import java.util.stream.Stream;

/** The languages in which an offer can be written. */
public enum OfferLanguage {
    ENGLISH("en", false),
    GERMAN("de", false),
    INDONESIAN("id", false),
    ARABIC("ar", true);

    /** What a client may write, and nothing else. */
    public static final String PATTERN = "en|de|id|ar";

    /** What is wrong with anything else. */
    public static final String RULE = "must be en, de, id or ar";

    private final String code;
    private final boolean rightToLeft;

    OfferLanguage(String code, boolean rightToLeft) {
        this.code = code;
        this.rightToLeft = rightToLeft;
    }

    /** The language of an ISO 639-1 code, if offers are written in it. */
    public static Optional<OfferLanguage> of(String code) {
        return Stream.of(values())
                .filter(language -> language.code.equals(code))
                .findFirst();
    }

    /** The ISO 639-1 code, as clients and stored documents call it. */
    public String code() {
        return code;
    }

    public boolean isRightToLeft() {
        return rightToLeft;
    }
}
