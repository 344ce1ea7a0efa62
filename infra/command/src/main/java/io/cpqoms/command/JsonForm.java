package io.cpqoms.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.cpqoms.values.StorableText;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Holds a body against what every body must keep to, before anything is made of it: that it is one JSON object, how deep,
 * long and many its parts may be, and that each text of it can be kept.
 *
 * <p>One pass over the tokens, whose cost grows with the bytes and with nothing else. It knows no types; what a property may
 * be is for the reader that follows.
 */
final class JsonForm {

    static final String EMPTY = "is empty; send a JSON object";
    static final int DEEPEST = 30;
    static final int LONGEST_NAME = 200;
    static final int LONGEST_TEXT = 20_000;
    static final int LONGEST_NUMBER = 40;
    static final int MOST_ELEMENTS = 10_000;
    static final int MOST_VALUES = 250_000;

    private final JsonFactory tokens = JsonFactory.builder()
            // Names that clients make up are not worth remembering.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // The bounds are held below, in words of our own; the whole text is bounded already.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** Refuses with a 400 that says what is wrong and where. */
    void check(String body) {
        JsonPlace place = new JsonPlace();
        try (JsonParser parser = tokens.createParser(body)) {
            try {
                new Pass(parser, place).run();
            } catch (JsonProcessingException malformed) {
                // The parser looks at a value when it reads the name before it, so it may be ahead of the place.
                String ahead = parser.getParsingContext().getCurrentName();
                if (ahead != null) {
                    place.property(ahead);
                }
                throw notJson(malformed.getLocation(), place, body).asException();
            }
        } catch (IOException impossible) {
            throw new IllegalStateException("A text in memory can always be read", impossible);
        }
    }

    private static Problem notJson(JsonLocation at, JsonPlace place, String body) {
        String where = at(at);
        if (at.getCharOffset() >= body.length()) {
            return Problem.malformedJson("The document ends too early" + where + "; send it whole.");
        }
        String field = StorableText.cleaned(place.next());
        String message = "is not JSON" + where + "; text stands in double quotes, numbers look like 12 or 3.50";
        return new Problem(
                "malformed-json",
                "Malformed JSON",
                400,
                field + ": " + message,
                Map.of(),
                List.of(new Violation(field, message)));
    }

    private static String at(JsonLocation at) {
        return " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    /** The walk through one body. */
    private static final class Pass {

        private final JsonParser parser;
        private final JsonPlace place;
        private int values;

        Pass(JsonParser parser, JsonPlace place) {
            this.parser = parser;
            this.place = place;
        }

        void run() throws IOException {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw refusal("body", EMPTY);
            }
            if (token != JsonToken.START_OBJECT) {
                throw refusal("body", "must be a JSON object");
            }
            do {
                step(token);
                token = parser.nextToken();
            } while (token != null && place.depth() > 0);
            if (token != null) {
                throw Problem.malformedJson("Something follows the document" + at(parser.currentTokenLocation())
                                + "; send one document.")
                        .asException();
            }
        }

        private void step(JsonToken token) throws IOException {
            if (token == JsonToken.FIELD_NAME) {
                property(parser.currentName());
            } else if (token.isStructEnd()) {
                place.leave();
            } else {
                if (place.value() > MOST_ELEMENTS) {
                    throw refusal(place.around(), "must have at most " + MOST_ELEMENTS + " elements");
                }
                if (++values > MOST_VALUES) {
                    throw refusal("body", "must have at most " + MOST_VALUES + " values in all");
                }
                value(token);
            }
        }

        private void property(String name) {
            if (name.length() > LONGEST_NAME) {
                String shown = StorableText.cleaned(name, 30);
                throw refusal(shown, "is a property name of more than " + LONGEST_NAME + " characters");
            }
            boolean first = place.property(name);
            storable(name);
            if (!first) {
                throw refusal(place.here(), "is there twice" + at(parser.currentTokenLocation()) + "; send it once");
            }
        }

        private void value(JsonToken token) throws IOException {
            if (token.isStructStart()) {
                if (place.depth() == DEEPEST) {
                    throw refusal(place.here(), "is nested deeper than " + DEEPEST + " levels");
                }
                place.enter(token == JsonToken.START_ARRAY);
            } else if (token == JsonToken.VALUE_STRING) {
                if (parser.getTextLength() > LONGEST_TEXT) {
                    throw refusal(place.here(), "must be at most " + LONGEST_TEXT + " characters");
                }
                storable(parser.getText());
            } else if (token.isNumeric() && parser.getTextLength() > LONGEST_NUMBER) {
                throw refusal(place.here(), "must be a number of at most " + LONGEST_NUMBER + " digits");
            }
        }

        private void storable(String text) {
            StorableText.firstFault(text).ifPresent(index -> {
                throw refusal(place.here(), unstorable(text, index));
            });
        }
    }

    /** What to say of a text whose character at that place can't be kept. */
    static String unstorable(String text, int index) {
        return "has a character at position " + (index + 1) + " that cannot be kept ("
                + (text.charAt(index) == 0 ? "U+0000" : "half of a surrogate pair") + "); leave it out";
    }

    private static ProblemException refusal(String field, String message) {
        return Problem.invalidInput(StorableText.cleaned(field), message).asException();
    }
}
