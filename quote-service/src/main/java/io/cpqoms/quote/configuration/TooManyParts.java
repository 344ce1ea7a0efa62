package io.cpqoms.quote.configuration;

/** What was chosen would bring more than a quote has room for; nothing of it is built. */
public final class TooManyParts extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final String SENTENCE = "comes to more than " + ProductConfiguration.MOST_PARTS
            + " products with all options, or to more than " + ProductConfiguration.MOST_CHOICES
            + " choices; nothing has room for so many";

    TooManyParts() {
        super(SENTENCE);
    }

    /** What is too much, for people. */
    public String sentence() {
        return SENTENCE;
    }
}
